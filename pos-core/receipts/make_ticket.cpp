#include <algorithm>

#include "receipts/labels.h"
#include "receipts/ticket.h"
#include "receipts/written.h"

namespace holdfast::receipts {
namespace {
std::string counted(Quantity quantity, const std::string& unit, const std::string& name, const Locale& locale) {
  const bool pieces = unit == "piece" || unit.empty();
  const std::string number = write_quantity(quantity, locale);
  return (pieces ? number : number + "\u00a0" + unit) + " × " + name;
}

class Builder {
 public:
  Builder(const orders::Order& order, std::span<const int> lines, const TicketOptions& options)
      : order_{order}, lines_{lines}, options_{options} {}

  Receipt build() {
    ticket_.number = order_.receipt ? orders::receipt_number(order_.register_number, *order_.receipt) : "";
    ticket_.order = order_.id;
    ticket_.currency = order_.currency.code();
    ticket_.issued_at = to_rfc3339(order_.created_at, order_.utc_offset_min);
    ticket_.locale = options_.locale;
    large(options_.place).align = Row::Align::center;
    if (options_.again) large(std::string{text_of(Label::copy, options_.locale.language)}).inverse = true;
    large(ticket_.number).align = Row::Align::center;
    Row& head = add(Row::Kind::columns);
    head.left = std::string{text_of(Label::till, options_.locale.language)} + ' ' +
                write_digits(std::to_string(order_.register_number), options_.locale);
    head.right = write_time(order_.created_at, order_.utc_offset_min, options_.locale);
    add(Row::Kind::rule);
    for (const orders::Item& item : order_.items)
      if (std::find(lines_.begin(), lines_.end(), item.position) != lines_.end()) line(item);
    if (!order_.note.empty()) add(Row::Kind::rule);
    note(order_.note);
    add(Row::Kind::rule);
    return std::move(ticket_);
  }

 private:
  Row& add(Row::Kind kind) {
    Row& row = ticket_.rows.emplace_back();
    row.kind = kind;
    return row;
  }
  Row& large(std::string text) {
    Row& row = add(Row::Kind::text);
    row.left = std::move(text);
    row.bold = row.large = true;
    return row;
  }
  void note(const std::string& text) {
    if (text.empty()) return;
    Row& row = add(Row::Kind::text);
    row.left = text;
    row.bold = true;
    row.indent = 1;
  }
  void line(const orders::Item& item) {
    const Quantity rest = item.quantity - item.terms.fired;  // a kitchen that was told of some makes the others
    Row& row = large(counted(rest, item.unit, item.name, options_.locale));
    if (item.terms.modifies != 0 && !item.terms.of_combo) row.left = "+ " + row.left;
    note(item.note);
  }

  const orders::Order& order_;
  std::span<const int> lines_;
  const TicketOptions& options_;
  Receipt ticket_;
};
}  // namespace

Receipt make_ticket(const orders::Order& order, std::span<const int> lines, const TicketOptions& options) {
  return Builder{order, lines, options}.build();
}
}  // namespace holdfast::receipts
