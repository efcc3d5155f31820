#include "barcodes/check_digit.h"

#include <cstddef>

namespace holdfast::barcodes {
namespace {
using DigitMap = std::array<int, 10>;
// What a digit counts for under the weights "2-", "3", "5+" and "5-" of the specification.
constexpr DigitMap two_minus{0, 2, 4, 6, 8, 9, 1, 3, 5, 7};
constexpr DigitMap three{0, 3, 6, 9, 2, 5, 8, 1, 4, 7};
constexpr DigitMap five_plus{0, 5, 1, 6, 2, 7, 3, 8, 4, 9};
constexpr DigitMap five_minus{0, 5, 9, 4, 8, 3, 7, 2, 6, 1};

int weigh(const DigitMap& map, char digit) { return map[static_cast<std::size_t>(digit - '0')]; }

constexpr std::string_view invariant_set =
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
static_assert(invariant_set.size() == 82);

consteval std::array<signed char, 256> index_invariant_set() {
  std::array<signed char, 256> index{};
  index.fill(-1);
  for (std::size_t i = 0; i < invariant_set.size(); ++i)
    index[static_cast<unsigned char>(invariant_set[i])] = static_cast<signed char>(i);
  return index;
}
constexpr std::array<signed char, 256> invariant_positions = index_invariant_set();
}  // namespace

std::optional<char> value_check_digit(std::string_view value) {
  if (!all_digits(value)) return std::nullopt;
  if (value.size() == 4) {
    const int sum =
        weigh(two_minus, value[0]) + weigh(two_minus, value[1]) + weigh(three, value[2]) + weigh(five_minus, value[3]);
    return static_cast<char>('0' + 3 * sum % 10);
  }
  if (value.size() != 5) return std::nullopt;
  const int sum = weigh(five_plus, value[0]) + weigh(two_minus, value[1]) + weigh(five_minus, value[2]) +
                  weigh(five_plus, value[3]) + weigh(two_minus, value[4]);
  const int rest = (10 - sum % 10) % 10;
  for (char digit = '0'; digit <= '9'; ++digit)
    if (weigh(five_minus, digit) == rest) return digit;
  return std::nullopt;  // not reached: the map is a permutation
}

int invariant_index(char c) { return invariant_positions[static_cast<unsigned char>(c)]; }

std::optional<std::array<char, 2>> check_pair(std::string_view text) {
  constexpr std::array<int, 23> primes{2,  3,  5,  7,  11, 13, 17, 19, 23, 29, 31, 37,
                                       41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83};
  constexpr std::string_view alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  if (text.empty() || text.size() > primes.size()) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int index = invariant_index(text[text.size() - 1 - i]);
    if (index < 0) return std::nullopt;
    sum += index * primes[i];
  }
  const auto rest = static_cast<std::size_t>(sum % 1021);
  return std::array<char, 2>{alphabet[rest / 32], alphabet[rest % 32]};
}

bool has_check_pair(std::string_view text) {
  if (text.size() < 3) return false;
  const auto pair = check_pair(text.substr(0, text.size() - 2));
  return pair && (*pair)[0] == text[text.size() - 2] && (*pair)[1] == text.back();
}
}  // namespace holdfast::barcodes
