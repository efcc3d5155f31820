#include "barcodes/check_digit.h"
#include "barcodes/gs1_values.h"

namespace holdfast::barcodes {
namespace {
/// Takes a coupon apart from the left. Once something does not fit, every further step fails.
class CouponReader {
 public:
  explicit CouponReader(std::string_view digits) : rest_{digits}, good_{all_digits(digits)} {}
  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  std::string_view take(std::size_t count) {
    if (!good_ || rest_.size() < count) return fail();
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  /// One digit out of `allowed`.
  void one_of(std::string_view allowed) {
    const std::string_view digit = take(1);
    if (good_ && allowed.find(digit[0]) == std::string_view::npos) fail();
  }
  /// A length indicator between `first` and `last`, then that many digits and `more`.
  void sized(char first, char last, std::size_t more) {
    const std::string_view indicator = take(1);
    if (!good_) return;
    if (indicator[0] < first || indicator[0] > last)
      fail();
    else
      take(static_cast<std::size_t>(indicator[0] - '0') + more);
  }
  bool next_is(char digit) const { return good_ && !rest_.empty() && rest_[0] == digit; }
  void date() {
    const std::string_view text = take(6);
    if (good_ && !is_short_date(text, false)) fail();
  }

 private:
  std::string_view fail() {
    good_ = false;
    return {};
  }
  std::string_view rest_;
  bool good_;
};

void company_prefix(CouponReader& reader) { reader.sized('0', '6', 6); }

/// What has to be bought: how much of it, counted how, and of which family of items.
void requirement(CouponReader& reader) {
  reader.sized('1', '5', 0);
  reader.one_of("012349");
  reader.take(3);
}

/// A second or third purchase names its own company, or 9 for the same one.
void further_requirement(CouponReader& reader) {
  requirement(reader);
  if (reader.next_is('9'))
    reader.take(1);
  else
    company_prefix(reader);
}
}  // namespace

bool is_coupon(std::string_view text) {
  CouponReader reader{text};
  company_prefix(reader);
  reader.take(6);             // offer
  reader.sized('1', '5', 0);  // what it saves
  requirement(reader);
  // Optional fields, each begun by its number, in ascending order.
  const auto field = [&reader](char number) {
    const bool present = reader.next_is(number);
    if (present) reader.take(1);
    return present;
  };
  if (field('1')) {
    reader.one_of("0123");
    further_requirement(reader);
  }
  if (field('2')) further_requirement(reader);
  if (field('3')) reader.date();              // last day
  if (field('4')) reader.date();              // first day
  if (field('5')) reader.sized('0', '9', 6);  // serial number
  if (field('6')) reader.sized('1', '7', 6);  // retailer
  if (field('9')) {
    reader.one_of("01256");  // how it saves
    reader.one_of("012");    // on which of the items
    reader.take(1);          // of this store
    reader.one_of("01");     // may be doubled
  }
  return reader.good() && reader.at_end();
}

bool is_positive_offer(std::string_view text) {
  CouponReader reader{text};
  reader.one_of("01");
  company_prefix(reader);
  reader.take(6);
  reader.sized('0', '9', 6);
  return reader.good() && reader.at_end();
}
}  // namespace holdfast::barcodes
