#include "barcodes/gs1_table.h"

#include <algorithm>

namespace holdfast::barcodes {
namespace {
constexpr unsigned predefined = 1, attribute = 2, key = 4;

constexpr Field field(Charset charset, int min, int max, Rule rule) {
  return {charset, static_cast<std::uint8_t>(min), static_cast<std::uint8_t>(max), rule, false};
}
constexpr Field n(int length, Rule rule = Rule::none) { return field(Charset::digits, length, length, rule); }
constexpr Field n(int min, int max, Rule rule = Rule::none) { return field(Charset::digits, min, max, rule); }
constexpr Field x(int length, Rule rule = Rule::none) { return field(Charset::invariant82, length, length, rule); }
constexpr Field x(int min, int max, Rule rule = Rule::none) { return field(Charset::invariant82, min, max, rule); }
constexpr Field y(int min, int max, Rule rule = Rule::none) { return field(Charset::set39, min, max, rule); }
constexpr Field z(int min, int max, Rule rule = Rule::none) { return field(Charset::base64url, min, max, rule); }
constexpr Field maybe(Field given) {
  given.optional = true;
  return given;
}
constexpr Field more_country = maybe(n(3, Rule::country));

using Fields = std::array<Field, 5>;
constexpr AiRow range(std::string_view ai, char last, unsigned use, Fields fields, std::string_view qualifiers = {},
                      std::string_view needs = {}, std::string_view excludes = {}) {
  return {ai,    last,    (use & predefined) != 0, (use & attribute) != 0, (use & key) != 0, fields, qualifiers,
          needs, excludes};
}
constexpr AiRow row(std::string_view ai, unsigned use, Fields fields, std::string_view qualifiers = {},
                    std::string_view needs = {}, std::string_view excludes = {}) {
  return range(ai, ai.back(), use, fields, qualifiers, needs, excludes);
}

// The identifiers as published in July 2026, in their order: identifier (and last digit of a range), use, fields, then
// the Digital Link qualifiers, what it needs and what it excludes. AI 7041 also has a code list, which we do not check.
// clang-format off
constexpr AiRow rows[] = {
    row("00", predefined | attribute | key, {n(18, Rule::check_digit)}),
    row("01", predefined | attribute | key, {n(14, Rule::check_digit)}, "22,10,21|235", "", "255,37"),
    row("02", predefined | attribute, {n(14, Rule::check_digit)}, "", "37", "01,03"),
    row("03", predefined, {n(14, Rule::check_digit)}, "", "", "01,02,37,235"),
    row("10", attribute, {x(1, 20)}, "", "01,02,03,8006,8026"),
    row("11", predefined | attribute, {n(6, Rule::date_or_month)}, "", "01,02,03,8006,8026"),
    row("12", predefined | attribute, {n(6, Rule::date_or_month)}, "", "8020"),
    row("13", predefined | attribute, {n(6, Rule::date_or_month)}, "", "01,02,03,8006,8026"),
    range("15", '6', predefined | attribute, {n(6, Rule::date_or_month)}, "", "01,02,03,8006,8026"),
    row("17", predefined | attribute, {n(6, Rule::date_or_month)}, "", "01,02,03,255,8006,8026"),
    row("20", predefined | attribute, {n(2)}, "", "01,02,03,8006,8026"),
    row("21", 0, {x(1, 20)}, "", "01,03,8006", "235"),
    row("22", 0, {x(1, 20)}, "", "01"),
    row("235", 0, {x(1, 28)}, "", "01"),
    range("240", '1', attribute, {x(1, 30)}, "", "01,02,03,8006,8026"),
    row("242", attribute, {n(1, 6)}, "", "01,02,8006,8026"),
    row("243", attribute, {x(1, 20)}, "", "01,03"),
    row("250", attribute, {x(1, 30)}, "", "01+21,03+21,8006+21"),
    row("251", attribute, {x(1, 30)}, "", "01,03,8006"),
    row("253", attribute | key, {n(13, Rule::check_digit), maybe(x(1, 17))}),
    row("254", 0, {x(1, 20)}, "", "414"),
    row("255", attribute | key, {n(13, Rule::check_digit), maybe(n(1, 12))}, "", "", "01,02,415,8006,8020,8026"),
    row("30", attribute, {n(1, 8)}, "", "01,02"),
    range("3100", '5', predefined | attribute, {n(6)}, "", "01,02", "310n"),
    range("3110", '5', predefined | attribute, {n(6)}, "", "01,02", "311n"),
    range("3120", '5', predefined | attribute, {n(6)}, "", "01,02", "312n"),
    range("3130", '5', predefined | attribute, {n(6)}, "", "01,02", "313n"),
    range("3140", '5', predefined | attribute, {n(6)}, "", "01,02", "314n"),
    range("3150", '5', predefined | attribute, {n(6)}, "", "01,02", "315n"),
    range("3160", '5', predefined | attribute, {n(6)}, "", "01,02", "316n"),
    range("3200", '5', predefined | attribute, {n(6)}, "", "01,02", "320n"),
    range("3210", '5', predefined | attribute, {n(6)}, "", "01,02", "321n"),
    range("3220", '5', predefined | attribute, {n(6)}, "", "01,02", "322n"),
    range("3230", '5', predefined | attribute, {n(6)}, "", "01,02", "323n"),
    range("3240", '5', predefined | attribute, {n(6)}, "", "01,02", "324n"),
    range("3250", '5', predefined | attribute, {n(6)}, "", "01,02", "325n"),
    range("3260", '5', predefined | attribute, {n(6)}, "", "01,02", "326n"),
    range("3270", '5', predefined | attribute, {n(6)}, "", "01,02", "327n"),
    range("3280", '5', predefined | attribute, {n(6)}, "", "01,02", "328n"),
    range("3290", '5', predefined | attribute, {n(6)}, "", "01,02", "329n"),
    range("3300", '5', predefined | attribute, {n(6)}, "", "00,01", "330n"),
    range("3310", '5', predefined | attribute, {n(6)}, "", "00,01", "331n"),
    range("3320", '5', predefined | attribute, {n(6)}, "", "00,01", "332n"),
    range("3330", '5', predefined | attribute, {n(6)}, "", "00,01", "333n"),
    range("3340", '5', predefined | attribute, {n(6)}, "", "00,01", "334n"),
    range("3350", '5', predefined | attribute, {n(6)}, "", "00,01", "335n"),
    range("3360", '5', predefined | attribute, {n(6)}, "", "00,01", "336n"),
    range("3370", '5', predefined | attribute, {n(6)}, "", "01", "337n"),
    range("3400", '5', predefined | attribute, {n(6)}, "", "00,01", "340n"),
    range("3410", '5', predefined | attribute, {n(6)}, "", "00,01", "341n"),
    range("3420", '5', predefined | attribute, {n(6)}, "", "00,01", "342n"),
    range("3430", '5', predefined | attribute, {n(6)}, "", "00,01", "343n"),
    range("3440", '5', predefined | attribute, {n(6)}, "", "00,01", "344n"),
    range("3450", '5', predefined | attribute, {n(6)}, "", "00,01", "345n"),
    range("3460", '5', predefined | attribute, {n(6)}, "", "00,01", "346n"),
    range("3470", '5', predefined | attribute, {n(6)}, "", "00,01", "347n"),
    range("3480", '5', predefined | attribute, {n(6)}, "", "00,01", "348n"),
    range("3490", '5', predefined | attribute, {n(6)}, "", "00,01", "349n"),
    range("3500", '5', predefined | attribute, {n(6)}, "", "01,02", "350n"),
    range("3510", '5', predefined | attribute, {n(6)}, "", "01,02", "351n"),
    range("3520", '5', predefined | attribute, {n(6)}, "", "01,02", "352n"),
    range("3530", '5', predefined | attribute, {n(6)}, "", "00,01", "353n"),
    range("3540", '5', predefined | attribute, {n(6)}, "", "00,01", "354n"),
    range("3550", '5', predefined | attribute, {n(6)}, "", "00,01", "355n"),
    range("3560", '5', predefined | attribute, {n(6)}, "", "01,02", "356n"),
    range("3570", '5', predefined | attribute, {n(6)}, "", "01,02", "357n"),
    range("3600", '5', predefined | attribute, {n(6)}, "", "01,02", "360n"),
    range("3610", '5', predefined | attribute, {n(6)}, "", "01,02", "361n"),
    range("3620", '5', predefined | attribute, {n(6)}, "", "00,01", "362n"),
    range("3630", '5', predefined | attribute, {n(6)}, "", "00,01", "363n"),
    range("3640", '5', predefined | attribute, {n(6)}, "", "01,02", "364n"),
    range("3650", '5', predefined | attribute, {n(6)}, "", "01,02", "365n"),
    range("3660", '5', predefined | attribute, {n(6)}, "", "01,02", "366n"),
    range("3670", '5', predefined | attribute, {n(6)}, "", "00,01", "367n"),
    range("3680", '5', predefined | attribute, {n(6)}, "", "00,01", "368n"),
    range("3690", '5', predefined | attribute, {n(6)}, "", "00,01", "369n"),
    row("37", attribute, {n(1, 8)}, "", "00+02,00+8026"),
    range("3900", '9', attribute, {n(1, 15)}, "", "255,8020", "390n,391n,394n,8111"),
    range("3910", '9', attribute, {n(3, Rule::currency), n(1, 15)}, "", "8020", "391n"),
    range("3920", '9', attribute, {n(1, 15)}, "", "01+30,01+31nn,01+32nn,01+35nn,01+36nn", "392n,393n"),
    range("3930", '9', attribute, {n(3, Rule::currency), n(1, 15)}, "", "30,31nn,32nn,35nn,36nn", "393n"),
    range("3940", '3', attribute, {n(4)}, "", "255", "394n,8111"),
    range("3950", '5', attribute, {n(6)}, "", "30,31nn,32nn,35nn,36nn", "392n,393n,395n,8005"),
    row("400", attribute, {x(1, 30)}),
    row("401", attribute | key, {x(1, 30, Rule::company_prefix)}),
    row("402", attribute | key, {n(17, Rule::check_digit)}),
    row("403", attribute, {x(1, 30)}, "", "00"),
    range("410", '3', predefined | attribute, {n(13, Rule::check_digit)}),
    row("414", predefined | attribute | key, {n(13, Rule::check_digit)}, "254|7040"),
    row("415", predefined | attribute | key, {n(13, Rule::check_digit)}, "8020", "8020"),
    row("416", predefined | attribute, {n(13, Rule::check_digit)}),
    row("417", predefined | attribute | key, {n(13, Rule::check_digit)}, "7040"),
    row("420", attribute, {x(1, 20)}, "", "", "421"),
    row("421", attribute, {n(3, Rule::country), x(1, 9)}, "", "", "4307"),
    row("422", attribute, {n(3, Rule::country)}, "", "01,02,03,8006,8026", "426"),
    row("423", attribute, {n(3, Rule::country), more_country, more_country, more_country, more_country}, "", "01,02,03", "426"),
    row("424", attribute, {n(3, Rule::country)}, "", "01,02,03", "426"),
    row("425", attribute, {n(3, Rule::country), more_country, more_country, more_country, more_country}, "", "01,02,03", "426"),
    row("426", attribute, {n(3, Rule::country)}, "", "01,02,03"),
    row("427", attribute, {x(1, 3)}, "", "01+422,02+422,03+422"),
    range("4300", '1', attribute, {x(1, 35, Rule::percent_encoded)}, "", "00"),
    row("4302", attribute, {x(1, 70, Rule::percent_encoded)}, "", "00"),
    row("4303", attribute, {x(1, 70, Rule::percent_encoded)}, "", "4302"),
    range("4304", '6', attribute, {x(1, 70, Rule::percent_encoded)}, "", "00"),
    row("4307", attribute, {x(2, Rule::country_alpha2)}, "", "00"),
    row("4308", attribute, {x(1, 30)}, "", "00"),
    row("4309", attribute, {n(10, Rule::latitude), n(10, Rule::longitude)}, "", "00"),
    range("4310", '1', attribute, {x(1, 35, Rule::percent_encoded)}, "", "00"),
    row("4312", attribute, {x(1, 70, Rule::percent_encoded)}, "", "00"),
    row("4313", attribute, {x(1, 70, Rule::percent_encoded)}, "", "4312"),
    range("4314", '6', attribute, {x(1, 70, Rule::percent_encoded)}, "", "00"),
    row("4317", attribute, {x(2, Rule::country_alpha2)}, "", "00"),
    row("4318", attribute, {x(1, 20)}, "", "00"),
    row("4319", attribute, {x(1, 30)}, "", "00"),
    row("4320", attribute, {x(1, 35, Rule::percent_encoded)}, "", "00"),
    range("4321", '3', attribute, {n(1, Rule::yes_no)}, "", "00"),
    range("4324", '5', attribute, {n(6, Rule::date_or_month), n(4, Rule::hour_minute)}, "", "00"),
    row("4326", attribute, {n(6, Rule::date)}, "", "00"),
    row("4330", attribute, {n(6), maybe(x(1, Rule::hyphen))}, "", "00", "4331"),
    row("4331", attribute, {n(6), maybe(x(1, Rule::hyphen))}, "", "00", "4330"),
    row("4332", attribute, {n(6), maybe(x(1, Rule::hyphen))}, "", "00", "4333"),
    row("4333", attribute, {n(6), maybe(x(1, Rule::hyphen))}, "", "00", "4332"),
    row("7001", attribute, {n(13)}, "", "01,02,8006,8026"),
    row("7002", attribute, {x(1, 30)}, "", "01,02"),
    row("7003", attribute, {n(6, Rule::date), n(4, Rule::hour_minute)}, "", "01,02,03"),
    row("7004", attribute, {n(1, 4)}, "", "01+10,03+10"),
    row("7005", attribute, {x(1, 12)}, "", "01,02"),
    row("7006", attribute, {n(6, Rule::date)}, "", "01,02"),
    row("7007", attribute, {n(6, Rule::date), maybe(n(6, Rule::date))}, "", "01,02"),
    row("7008", attribute, {x(1, 3)}, "", "01,02"),
    row("7009", attribute, {x(1, 10)}, "", "01,02"),
    row("7010", attribute, {x(1, 2)}, "", "01,02,03"),
    row("7011", attribute, {n(6, Rule::date), maybe(n(4, Rule::hour_minute))}, "", "01,02,03"),
    row("7020", attribute, {x(1, 20)}, "", "01+416,03+416,8006+416"),
    row("7021", attribute, {x(1, 20)}, "", "01,03,8006"),
    row("7022", attribute, {x(1, 20)}, "", "01+7021,03+7021,8006+7021"),
    row("7023", attribute, {x(1, 30, Rule::company_prefix)}),
    range("7030", '9', attribute, {n(3, Rule::country_or_999), x(1, 27)}, "", "01,02"),
    row("7040", 0, {n(1), x(1), x(1), x(1, Rule::importer_index)}),
    row("7041", 0, {x(1, 4)}, "", "00"),
    range("710", '7', attribute, {x(1, 20)}, "", "01"),
    range("7230", '9', attribute, {x(2), x(1, 28)}, "", "01,8004"),
    row("7240", attribute, {x(1, 20)}, "", "01,8006", "03"),
    row("7241", attribute, {n(2, Rule::media_type)}, "", "8017,8018"),
    row("7242", attribute, {x(1, 25)}, "", "8017,8018"),
    row("7250", attribute, {n(8, Rule::long_date)}, "", "8018", "7251"),
    row("7251", attribute, {n(8, Rule::long_date), n(4, Rule::hour_minute)}, "", "8018", "7250"),
    row("7252", attribute, {n(1, Rule::sex)}, "", "8018"),
    range("7253", '4', attribute, {x(1, 40, Rule::percent_encoded)}, "", "8017,8018", "7256,7259"),
    row("7255", attribute, {x(1, 10)}, "", "8017,8018", "7256,7259"),
    row("7256", attribute, {x(1, 90, Rule::percent_encoded)}, "", "8017,8018"),
    row("7257", attribute, {x(1, 70, Rule::percent_encoded)}, "", "8018"),
    row("7258", attribute, {x(3, Rule::position_in_sequence)}, "", "8018+7259"),
    row("7259", attribute, {x(1, 40, Rule::percent_encoded)}, "", "8018", "7256"),
    row("8001", attribute, {n(4, Rule::nonzero), n(5, Rule::nonzero), n(3, Rule::nonzero), n(1, Rule::winding), n(1)}, "", "01"),
    row("8002", attribute, {x(1, 20)}),
    row("8003", attribute | key, {n(1, Rule::zero), n(13, Rule::check_digit), maybe(x(1, 16))}),
    row("8004", attribute | key, {x(1, 30, Rule::company_prefix)}, "7040"),
    row("8005", attribute, {n(6)}, "", "01,02"),
    row("8006", attribute | key, {n(14, Rule::check_digit), n(4, Rule::piece_of_total)}, "22,10,21", "", "01,03,37"),
    row("8007", attribute, {x(1, 34, Rule::iban)}, "", "415"),
    row("8008", attribute, {n(6, Rule::date), n(2, Rule::hour), maybe(n(2, Rule::minute)), maybe(n(2, Rule::second))}, "", "01,02,03"),
    row("8009", attribute, {x(1, 50)}, "", "00,01,03"),
    row("8010", attribute | key, {y(1, 30, Rule::company_prefix)}, "8011"),
    row("8011", 0, {n(1, 12, Rule::no_zero_prefix)}, "", "8010"),
    row("8012", attribute, {x(1, 20)}, "", "01,03,8006"),
    row("8013", attribute | key, {x(1, 25, Rule::check_pair)}),
    row("8014", 0, {x(1, 25, Rule::check_pair_with_letter)}, "", "01"),
    row("8017", attribute | key, {n(18, Rule::check_digit)}, "8019", "", "8018"),
    row("8018", attribute | key, {n(18, Rule::check_digit)}, "8019", "", "8017"),
    row("8019", 0, {n(1, 10)}, "", "8017,8018"),
    row("8020", 0, {x(1, 25)}, "", "415"),
    row("8026", attribute, {n(14, Rule::check_digit), n(4, Rule::piece_of_total)}, "", "37", "02,03,8006"),
    row("8030", attribute, {z(1, 90)}, "", "00,01+21,03+21,253,255,8003,8004,8006+21,8010+8011,8017,8018"),
    row("8040", 0, {n(15)}, "", "01+21"),
    row("8041", 0, {n(15)}, "", "01+21+8040"),
    row("8042", 0, {n(32)}, "", "01+21+8040"),
    row("8043", 0, {n(18), maybe(n(1, 2))}, "", "01+21+8040"),
    row("8110", attribute, {x(1, 70, Rule::coupon)}),
    row("8111", attribute, {n(4)}, "", "255"),
    row("8112", attribute, {x(1, 70, Rule::positive_offer)}),
    row("8200", 0, {x(1, 70)}, "", "01"),
    row("90", attribute, {x(1, 30)}),
    range("91", '9', attribute, {x(1, 90)}),
};
// clang-format on

struct Bucket {
  std::uint8_t begin = 0, end = 0;  ///< rows whose identifiers begin with these two digits
};
consteval std::array<Bucket, 100> index_rows() {
  std::array<Bucket, 100> buckets{};
  std::size_t i = 0;
  for (const AiRow& row : rows) {
    // A range of two-digit identifiers (91 to 99) spans several buckets.
    const int first = (row.ai[0] - '0') * 10 + (row.ai[1] - '0');
    const int last = row.ai.size() == 2 ? (row.ai[0] - '0') * 10 + (row.last - '0') : first;
    for (int b = first; b <= last; ++b) {
      Bucket& bucket = buckets[static_cast<std::size_t>(b)];
      if (bucket.end == 0) bucket.begin = static_cast<std::uint8_t>(i);
      bucket.end = static_cast<std::uint8_t>(i + 1);
    }
    ++i;
  }
  return buckets;
}
static_assert(std::size(rows) < 256);
static_assert(std::ranges::is_sorted(rows, {}, &AiRow::ai));
constexpr std::array<Bucket, 100> buckets = index_rows();

const Bucket* bucket_of(std::string_view text) {
  if (text.size() < 2) return nullptr;
  const auto tens = static_cast<unsigned>(text[0] - '0');
  const auto ones = static_cast<unsigned>(text[1] - '0');
  return tens > 9 || ones > 9 ? nullptr : &buckets[tens * 10 + ones];
}
}  // namespace

std::size_t ai_length(std::string_view text) {
  const Bucket* bucket = bucket_of(text);
  return bucket == nullptr || bucket->end == 0 ? 0 : rows[bucket->begin].ai.size();
}

const AiRow* find_ai(std::string_view ai) {
  const Bucket* bucket = bucket_of(ai);
  if (bucket == nullptr) return nullptr;
  for (std::size_t i = bucket->begin; i < bucket->end; ++i) {
    const AiRow& row = rows[i];
    const std::size_t stem = row.ai.size() - 1;
    if (ai.size() == row.ai.size() && ai.substr(0, stem) == row.ai.substr(0, stem) && ai[stem] >= row.ai[stem] &&
        ai[stem] <= row.last)
      return &row;
  }
  return nullptr;
}
}  // namespace holdfast::barcodes
