#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace holdfast::barcodes {
/// What the GS1 General Specifications (section 3) say about each application identifier, as data. Read by gs1.h and
/// digital_link.h; nothing else should need it.

enum class Charset : std::uint8_t { digits, invariant82, set39, base64url };

/// What a field has to satisfy beyond its characters; gs1_values.h checks it.
enum class Rule : std::uint8_t {
  none,
  check_digit,
  check_pair,
  check_pair_with_letter,
  company_prefix,
  date_or_month,
  date,
  long_date,
  hour,
  minute,
  second,
  hour_minute,
  country,
  country_or_999,
  country_alpha2,
  currency,
  percent_encoded,
  yes_no,
  hyphen,
  latitude,
  longitude,
  nonzero,
  zero,
  no_zero_prefix,
  piece_of_total,
  iban,
  coupon,
  positive_offer,
  winding,
  sex,
  media_type,
  position_in_sequence,
  importer_index,
};

struct Field {
  Charset charset = Charset::digits;
  std::uint8_t min = 0;
  std::uint8_t max = 0;  ///< 0: no such field
  Rule rule = Rule::none;
  bool optional = false;
};

struct AiRow {
  std::string_view ai;  ///< the first identifier of the row
  char last;            ///< the last digit of the identifier runs up to this: {"3100", '5'} is 3100 to 3105
  bool predefined;      ///< of a length known from the identifier, so it needs no FNC1 behind it
  bool attribute;       ///< may stand in the query of a Digital Link
  bool key;             ///< may be the key of a Digital Link
  std::array<Field, 5> fields;
  std::string_view qualifiers;  ///< behind the key, in this order: `22,10,21|235`, `|` between alternatives
  std::string_view needs;       ///< `01+30,02`: needs 01 and 30, or 02; `n` stands for any digit
  std::string_view excludes;    ///< `01,02`: never together with one of these

  /// Of all fields together.
  constexpr std::size_t max_length() const {
    std::size_t sum = 0;
    for (const Field& field : fields) sum += field.max;
    return sum;
  }
};

/// 2, 3 or 4: told by the first two digits; 0 when no identifier begins so.
std::size_t ai_length(std::string_view text);
/// The row of a whole identifier, nullptr when there is none.
const AiRow* find_ai(std::string_view ai);
}  // namespace holdfast::barcodes
