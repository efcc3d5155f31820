#include "taxes/rate_document.h"
#include "money/most_money.h"

#include <array>

namespace holdfast::taxes {
namespace {

TaxBand read_band(const Json& given, JsonFields& rate, std::vector<FieldError>& errors) {
  static constexpr std::array<std::string_view, 3> looks{"unit", "line", "document"};
  static constexpr std::array<std::string_view, 2> parts{"whole", "within"};
  JsonFields fields{given, errors, rate.pointer("band")};
  TaxBand band;
  band.of = parse_band_of(fields.word("of", looks)).value_or(BandOf::unit);
  band.from = fields.maybe_integer("from", 0, most_money).value_or(0);
  band.below = fields.maybe_integer("below", 1, most_money);
  band.within = fields.maybe_word("part", parts).value_or("whole") == "within";
  fields.finish();
  return band;
}
void read_rare(JsonFields& fields, std::vector<FieldError>& errors, TaxRate& rate) {
  static constexpr std::array<std::string_view, 3> reverses{"never", "elsewhere", "anywhere"};
  rate.affects_base = fields.flag("affectsBase", false);
  rate.affected_by_previous = fields.flag("affectedByPrevious", true);
  rate.exempt = fields.flag("exempt", false);
  if (rate.exempt) rate.treatment = Treatment::exempt;
  rate.reverse_charge = parse_reverse_charge(fields.maybe_word("reverseCharge", reverses).value_or("never"))
                            .value_or(ReverseCharge::never);
  if (const Json* band = fields.maybe_object("band")) rate.band = read_band(*band, fields, errors);
}
}  // namespace

DatedRate read_rate(JsonFields& fields, std::vector<FieldError>& errors, bool included) {
  static constexpr std::array<std::string_view, 3> kinds{"percent", "fixed_per_unit", "division"};
  DatedRate out;
  TaxRate& rate = out.rate;
  rate.code = fields.text("code", 50);
  rate.name = fields.text("name", 100);
  const auto kind = fields.maybe_word("kind", kinds);
  if (kind) rate.kind = parse_tax_kind(*kind).value_or(TaxKind::percent);
  const auto decimal = fields.maybe_decimal("rate");
  const auto percent = decimal ? parse_percent(*decimal) : std::nullopt;
  if (decimal && !percent) fields.complain("rate", "must be a plain decimal with at most 6 decimals");
  rate.rate = percent.value_or(Percent{});
  auto amount = fields.maybe_integer("amount", 0, most_money);
  if (const auto per_unit = fields.maybe_integer("amountPerUnit", 0, most_money)) {
    amount = per_unit;
    if (!kind) rate.kind = TaxKind::fixed_per_unit;
  }
  rate.amount_per_unit = amount.value_or(0);
  rate.included = fields.flag("included", included);
  out.from = fields.maybe_time("from");
  out.to = fields.maybe_time("to");
  read_rare(fields, errors, rate);
  return out;
}

std::optional<FieldError> flaw_of(const DatedRate& dated) {
  const TaxRate& rate = dated.rate;
  const TaxBand& band = rate.band;
  if (treatment_of_code(rate.code) != Treatment::taxed)
    return FieldError{"/code", "must not end in -EX or -RC, which stand for taxes that are not taken"};
  if (rate.rate < Percent{} || rate.rate > Percent::whole(1000))
    return FieldError{"/rate", "must be from 0 to 1000 percent"};
  if (rate.kind == TaxKind::division && rate.rate >= Percent::whole(100))
    return FieldError{"/rate", "of a tax inside its own base must be less than 100 percent"};
  if (rate.kind == TaxKind::fixed_per_unit && rate.amount_per_unit <= Rational{})
    return FieldError{"/amount", "must be more than 0"};
  if (dated.from && dated.to && *dated.from >= *dated.to) return FieldError{"/to", "must be after from"};
  if (band.of == BandOf::none) return std::nullopt;
  if (band.from == 0 && !band.below) return FieldError{"/band", "must say where it begins or ends"};
  if (band.below && *band.below <= band.from) return FieldError{"/band/below", "must be more than from"};
  if (rate.included && (band.within || band.of == BandOf::document))
    return FieldError{"/band", "of a part, or of the document, is for taxes on top of the price"};
  if (band.within && (band.of != BandOf::unit || rate.kind != TaxKind::percent))
    return FieldError{"/band/part", "within is for a percentage of a unit's price"};
  return std::nullopt;
}

void append_rare(JsonWriter& json, const TaxRate& rate) {
  if (rate.affects_base) json.member("affectsBase", true);
  if (!rate.affected_by_previous) json.member("affectedByPrevious", false);
  if (rate.exempt) json.member("exempt", true);
  if (rate.reverse_charge != ReverseCharge::never) json.member("reverseCharge", name_of(rate.reverse_charge));
  if (rate.band.of == BandOf::none) return;
  json.key("band").begin_object().member("of", name_of(rate.band.of));
  if (rate.band.from != 0) json.member("from", rate.band.from);
  json.optional("below", rate.band.below);
  if (rate.band.within) json.member("part", "within");
  json.end_object();
}

std::string encode_terms(const TaxRate& rate) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  if (rate.kind == TaxKind::division) json.member("inside", true);
  append_rare(json, rate);
  json.end_object();
  return out;
}
void decode_terms(std::string_view text, TaxRate& rate) {
  if (text == "{}") return;
  const auto parsed = parse_json(text);
  if (!parsed) return;
  std::vector<FieldError> errors;
  JsonFields fields{*parsed, errors};
  if (fields.flag("inside", false)) rate.kind = TaxKind::division;
  read_rare(fields, errors, rate);
}
std::string_view stored_kind(TaxKind kind) { return name_of(kind == TaxKind::division ? TaxKind::percent : kind); }
}  // namespace holdfast::taxes
