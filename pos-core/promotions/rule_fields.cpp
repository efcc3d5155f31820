#include "promotions/rule_fields.h"

#include <algorithm>

#include "promotions/rule_document.h"

namespace holdfast::promotions {
namespace {
constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// `HH:MM`, up to 24:00; negative when it is none.
int minutes_of(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : -1000; };
  if (text.size() != 5 || text[2] != ':') return -1;
  const int hours = digit(0) * 10 + digit(1);
  const int minutes = digit(3) * 10 + digit(4);
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 24 * 60) return -1;
  return hours * 60 + minutes;
}

int read_minutes(JsonFields& fields, std::string_view name, int otherwise) {
  const auto text = fields.maybe_text(name);
  if (!text) return otherwise;
  const int minutes = minutes_of(*text);
  if (minutes < 0) fields.complain(name, "must be a time of day such as 16:30");
  return std::max(minutes, 0);
}

Window read_window(const Json& value, const std::string& pointer, const Reading& reading) {
  JsonFields fields{value, reading.errors, pointer};
  Window window;
  if (const std::vector<std::string> days = texts(fields, "days"); !days.empty()) {
    window.days.fill(false);
    for (const std::string& day : days) {
      const auto found = std::find(weekdays.begin(), weekdays.end(), day);
      if (found == weekdays.end())
        fields.complain("days", "knows mon tue wed thu fri sat sun");
      else
        window.days[static_cast<std::size_t>(found - weekdays.begin())] = true;
    }
  }
  window.from = read_minutes(fields, "from", 0);
  window.to = read_minutes(fields, "to", 24 * 60);
  fields.finish();
  return window;
}

/// Integer with up to 15 digits, or a decimal of the same; false when it is none.
bool parse_decimal(std::string_view text, Rational& result) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  Int128 digits = 0;
  Int128 scale = 1;
  int count = 0;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.' && !fraction && count > 0) {
      fraction = true;
      continue;
    }
    if (c < '0' || c > '9' || ++count > 15) return false;
    digits = digits * 10 + (c - '0');
    if (fraction) scale *= 10;
  }
  if (count == 0 || text.back() == '.') return false;
  result = Rational{negative ? -digits : digits, scale};
  return true;
}
}  // namespace

std::optional<Rational> parse_exact(std::string_view text) {
  Rational above;
  Rational below{1};
  const auto slash = text.find('/');
  if (!parse_decimal(text.substr(0, slash), above)) return std::nullopt;
  if (slash != std::string_view::npos && (!parse_decimal(text.substr(slash + 1), below) || below.is_zero()))
    return std::nullopt;
  const Rational value = above / below;
  constexpr std::int64_t most = 999'999'999'999'999;
  if (Rational{most} < value || value < Rational{-most}) return std::nullopt;
  return value;
}

std::optional<Rational> maybe_number(JsonFields& fields, std::string_view name) {
  const auto text = fields.maybe_decimal(name);
  if (!text) return std::nullopt;
  const auto number = parse_exact(*text);
  if (!number) fields.complain(name, "must be a decimal number of at most 15 digits");
  return number;
}

std::optional<Rational> maybe_amount(JsonFields& fields, std::string_view name, const Reading& reading) {
  const auto number = maybe_number(fields, name);
  if (!number) return std::nullopt;
  return *number * reading.minor_per_major;
}

std::vector<std::string> texts(JsonFields& fields, std::string_view name) {
  std::vector<std::string> result;
  for (const Json& item : fields.array(name, false, 100'000)) {
    if (!item.is_string() || item.text().empty() || item.text().size() > 200)
      fields.complain(name, "holds texts of 1 to 200 bytes");
    else
      result.push_back(item.text());
  }
  return result;
}

Selection read_selection(const Json* value, const std::string& pointer, const Reading& reading) {
  Selection selection;
  if (value == nullptr) return selection;
  JsonFields fields{*value, reading.errors, pointer};
  selection.skus = texts(fields, "skus");
  selection.categories = texts(fields, "categories");
  selection.exclude_skus = texts(fields, "exclude_skus");
  selection.exclude_categories = texts(fields, "exclude_categories");
  selection.exclude_discounted = fields.flag("exclude_discounted", false);
  selection.min_unit_price = maybe_amount(fields, "min_unit_price", reading);
  selection.max_unit_price = maybe_amount(fields, "max_unit_price", reading);
  fields.finish();
  return selection;
}

Conditions read_conditions(const Json& value, const std::string& pointer, const Reading& reading) {
  JsonFields fields{value, reading.errors, pointer};
  Conditions conditions;
  if (const Json* found = fields.maybe_object("min_amount")) {
    JsonFields inner{*found, reading.errors, fields.pointer("min_amount")};
    MinAmount wanted;
    if (const auto amount = maybe_amount(inner, "amount", reading))
      wanted.amount = *amount;
    else
      inner.complain("amount", "is required");
    wanted.select = read_selection(inner.maybe_object("select"), inner.pointer("select"), reading);
    constexpr std::array<std::string_view, 2> bases{"before_discounts", "after_discounts"};
    wanted.before_discounts = inner.maybe_word("basis", bases) == "before_discounts";
    inner.finish();
    conditions.min_amount = std::move(wanted);
  }
  if (const Json* found = fields.maybe_object("min_quantity")) {
    JsonFields inner{*found, reading.errors, fields.pointer("min_quantity")};
    MinQuantity wanted;
    if (const auto quantity = maybe_number(inner, "quantity"))
      wanted.quantity = *quantity;
    else
      inner.complain("quantity", "is required");
    wanted.select = read_selection(inner.maybe_object("select"), inner.pointer("select"), reading);
    constexpr std::array<std::string_view, 2> scopes{"line", "order"};
    wanted.per_line = inner.maybe_word("per", scopes) == "line";
    inner.finish();
    conditions.min_quantity = std::move(wanted);
  }
  std::size_t at = 0;
  for (const Json& item : fields.array("contains", false, 1000))
    conditions.contains.push_back(
        read_selection(&item, fields.pointer("contains") + "/" + std::to_string(at++), reading));
  conditions.nth_order = fields.maybe_integer("nth_order", 1);
  conditions.currency = fields.maybe_text("currency", 10).value_or("");
  fields.finish();
  return conditions;
}

Schedule read_schedule(std::span<const Json> windows, const std::string& pointer, const Reading& reading) {
  Schedule schedule;
  for (std::size_t i = 0; i < windows.size(); ++i)
    schedule.windows.push_back(read_window(windows[i], pointer + "/" + std::to_string(i), reading));
  return schedule;
}
}  // namespace holdfast::promotions
