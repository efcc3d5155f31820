#include "queries/sales_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/check.h"
#include "base/json_writer.h"
#include "money/quantity.h"
#include "queries/first_order.h"

namespace holdfast::queries {
namespace {
constexpr std::size_t most_rows = 500;

/// How rows come about: each reads `o` (the orders of the stretch) and gives key, label, receipts, quantity in
/// millionths, discount, net, tax, amount.
struct Dimension {
  std::string_view name;
  bool in_time;  ///< rows in the order of their keys, each of which is a time
  std::string_view columns, joins;
};
#define OF_RECEIPTS "count(*), 0, sum(o.discount), sum(o.net), sum(o.tax), sum(o.total)"
#define OF_LINES "count(DISTINCT o.id), sum(i.quantity_micro), sum(i.discount), sum(i.net), sum(i.tax), sum(i.total)"
constexpr std::array<Dimension, 9> dimensions{{
    {"day", true, "o.business_date, '', " OF_RECEIPTS, ""},
    {"weekday", true, "strftime('%u', o.business_date), '', " OF_RECEIPTS, ""},
    {"hour", true, "printf('%02d', (o.created_us / 1000000 + o.utc_offset_min * 60) % 86400 / 3600), '', " OF_RECEIPTS,
     ""},
    {"article", false, "i.sku, max(i.name), " OF_LINES, "JOIN order_item i ON i.order_id = o.id"},
    {"category", false, "coalesce(c.slug, ''), coalesce(c.name, ''), " OF_LINES,
     "JOIN order_item i ON i.order_id = o.id LEFT JOIN product_variant v ON v.id = i.variant_id "
     // An article of several counts in its first, so that the rows add up.
     "LEFT JOIN category c ON c.id = (SELECT min(p.category_id) FROM product_category p WHERE p.product_id = "
     "v.product_id)"},
    {"staff", false, "s.code, s.name, " OF_RECEIPTS, "JOIN staff s ON s.id = o.staff_id"},
    {"register", false, "r.number, r.name, " OF_RECEIPTS, "JOIN register r ON r.id = o.register_id"},
    {"tender", false, "t.code, t.name, count(DISTINCT o.id), 0, 0, 0, 0, sum(p.amount)",
     "JOIN payment p ON p.order_id = o.id JOIN tender t ON t.id = p.tender_id"},
    {"tax", false, "x.code, max(x.name), count(*), 0, 0, sum(x.base), sum(x.amount), sum(x.base + x.amount)",
     "JOIN order_tax x ON x.order_id = o.id"},
}};
#undef OF_RECEIPTS
#undef OF_LINES

const Dimension* find_dimension(std::string_view name) {
  const auto found =
      std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& d) { return d.name == name; });
  return found == dimensions.end() ? nullptr : &*found;
}

struct Row {
  std::string key, label;
  std::int64_t receipts = 0, quantity_micro = 0, discount = 0, net = 0, tax = 0, amount = 0;
};
struct Stretch {
  std::string from, to;
};

std::vector<Row> rows_of(db::Connection& connection, const Stretch& days, const Dimension& by) {
  // Offsets go to fourteen hours, and an order is paid for within a day: what is outside is left out by its date.
  const std::int64_t first = first_order_since(connection, parse_date(days.from)->plus_seconds(-seconds_per_day));
  const std::int64_t end = first_order_since(connection, parse_date(days.to)->plus_seconds(4 * seconds_per_day));
  std::string sql = "SELECT ";
  sql.append(by.columns).append(" FROM orders o ").append(by.joins);
  sql +=
      " WHERE o.id >= ?1 AND o.id < ?2 AND o.business_date BETWEEN ?3 AND ?4 AND o.receipt IS NOT NULL GROUP BY 1 "
      "ORDER BY 1";
  db::Statement& rows = connection.prepare_text(sql);
  rows.all(first, end, days.from, days.to);
  std::vector<Row> out;
  while (rows.step())
    out.push_back({rows.string(0), rows.string(1), rows.integer(2), rows.integer(3), rows.integer(4), rows.integer(5),
                   rows.integer(6), rows.integer(7)});
  return out;
}

/// Of whole receipts, whatever the rows are: an article's receipts do not add up to the store's.
Row total_of(db::Connection& connection, const Stretch& days) {
  Row total;
  for (const Row& row : rows_of(connection, days, *find_dimension("day"))) {
    total.receipts += row.receipts;
    total.discount += row.discount;
    total.net += row.net;
    total.tax += row.tax;
    total.amount += row.amount;
  }
  return total;
}

std::int64_t days_between(const SalesReportWish& wish) {
  return (parse_date(wish.to)->unix_us() - parse_date(wish.from)->unix_us()) / 1'000'000 / seconds_per_day + 1;
}

void append_sums(JsonWriter& json, const Row& row) {
  json.member("receipts", row.receipts).member("discount", row.discount).member("net", row.net);
  json.member("tax", row.tax).member("amount", row.amount);
}

/// What a receipt came to on average; nothing where none was made.
std::optional<std::int64_t> average_of(const Row& total) {
  if (total.receipts == 0) return std::nullopt;
  return divide(Int128{total.amount}, total.receipts, Rounding::half_up);
}

/// By amount where time does not order them; a tie by key, so that the same books give the same page.
void put_in_order(std::vector<Row>& rows, const Dimension& by) {
  if (!by.in_time)
    std::sort(rows.begin(), rows.end(),
              [](const Row& a, const Row& b) { return a.amount != b.amount ? a.amount > b.amount : a.key < b.key; });
}
}  // namespace

Result<SalesReportWish> check_wish(SalesReportWish wish) {
  if (find_dimension(wish.by) == nullptr)
    return refuse(ErrorCode::invalid_argument,
                  "by is day, weekday, hour, article, category, staff, register, tender or tax");
  if (!parse_date(wish.from) || !parse_date(wish.to))
    return refuse(ErrorCode::invalid_argument, "from and to are days of the calendar, YYYY-MM-DD");
  if (const std::int64_t days = days_between(wish); days < 1 || days > longest_report_days)
    return refuse(ErrorCode::invalid_argument,
                  "from is not after to, and a report has at most " + std::to_string(longest_report_days) + " days");
  return wish;
}

std::string sales_report(db::Connection& connection, const SalesReportWish& wish, const Site& site) {
  const Dimension* by = find_dimension(wish.by);
  check(by != nullptr);
  const std::int64_t length = days_between(wish) * seconds_per_day;
  const Stretch days{wish.from, wish.to};
  const Stretch before{to_date(parse_date(wish.from)->plus_seconds(-length)),
                       to_date(parse_date(wish.to)->plus_seconds(-length))};
  std::vector<Row> rows = rows_of(connection, days, *by);
  put_in_order(rows, *by);
  std::map<std::string, std::int64_t> amounts_before;
  for (const Row& row : rows_of(connection, before, *by)) amounts_before.emplace(row.key, row.amount);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("from", days.from).member("to", days.to).member("by", wish.by);
  json.member("currency", site.currency.code()).key("total").begin_object();
  const Row total = total_of(connection, days);
  append_sums(json, total);
  json.nullable("average", average_of(total));
  json.end_object().key("before").begin_object().member("from", before.from).member("to", before.to);
  append_sums(json, total_of(connection, before));
  json.end_object().key("rows").begin_array();
  const std::size_t shown = std::min(rows.size(), most_rows);
  for (std::size_t i = 0; i < shown; ++i) {
    const Row& row = rows[i];
    json.begin_object().member("key", row.key).member("label", row.label);
    append_sums(json, row);
    json.member("quantity", to_string(Quantity::from_micro(row.quantity_micro)));
    const auto earlier = amounts_before.find(row.key);
    json.nullable("before",
                  earlier == amounts_before.end() || wish.by == "day" ? std::nullopt : std::optional{earlier->second});
    json.end_object();
  }
  json.end_array().member("more", static_cast<std::int64_t>(rows.size() - shown)).end_object();
  return out;
}
}  // namespace holdfast::queries
