#include "receipts/labels.h"
#include "receipts/ticket.h"
#include "receipts/written.h"

namespace holdfast::receipts {
namespace {
class Builder {
 public:
  Builder(const checks::CourseTicket& ticket, const TicketOptions& options, int utc_offset_min)
      : ticket_{ticket}, options_{options}, utc_offset_min_{utc_offset_min} {}

  Receipt build(std::span<const checks::TicketLine> lines) {
    page_.number = '#' + std::to_string(ticket_.row);
    page_.issued_at = to_rfc3339(ticket_.created_at, utc_offset_min_);
    page_.locale = options_.locale;
    large(options_.place).align = Row::Align::center;
    if (options_.again) banner(Label::copy);
    switch (ticket_.kind) {
      case checks::TicketKind::fire:
        break;
      case checks::TicketKind::change:
        banner(Label::kitchen_change);
        break;
      case checks::TicketKind::cancel:
        banner(Label::void_);
        break;
      case checks::TicketKind::move:
        banner(Label::kitchen_move);
        break;
    }
    head();
    add(Row::Kind::rule);
    for (const checks::TicketLine& each : lines) line(each);
    if (!ticket_.note.empty() && ticket_.note != ticket_.table) {
      add(Row::Kind::rule);
      small(ticket_.note);
    }
    add(Row::Kind::rule);
    return std::move(page_);
  }

 private:
  std::string word(Label label) const { return std::string{text_of(label, options_.locale.language)}; }
  std::string number(int value) const { return write_digits(std::to_string(value), options_.locale); }
  Row& add(Row::Kind kind) {
    Row& row = page_.rows.emplace_back();
    row.kind = kind;
    return row;
  }
  Row& large(std::string text) {
    Row& row = add(Row::Kind::text);
    row.left = std::move(text);
    row.bold = row.large = true;
    return row;
  }
  void banner(Label label) {
    Row& row = large(word(label));
    row.align = Row::Align::center;
    row.inverse = true;
  }
  void small(std::string text) {
    Row& row = add(Row::Kind::text);
    row.left = std::move(text);
    row.bold = true;
    row.indent = 1;
  }
  void head() {
    std::string place = ticket_.table.empty() ? page_.number : word(Label::table) + ' ' + ticket_.table;
    if (!ticket_.from_table.empty())
      place = word(Label::table) + ' ' + ticket_.from_table + " > " + (ticket_.table.empty() ? "-" : ticket_.table);
    large(std::move(place)).align = Row::Align::center;
    if (ticket_.course != 0) large(word(Label::course) + ' ' + number(ticket_.course)).align = Row::Align::center;
    pair(word(Label::till) + ' ' + number(ticket_.register_number) +
             (ticket_.staff.empty() ? std::string{} : " · " + ticket_.staff),
         write_time(ticket_.created_at, utc_offset_min_, options_.locale));
    if (ticket_.guests != 0 || !ticket_.table.empty())
      pair(ticket_.guests != 0 ? word(Label::guests) + ' ' + number(ticket_.guests) : std::string{}, page_.number);
  }
  void pair(std::string left, std::string right) {
    Row& row = add(Row::Kind::columns);
    row.left = std::move(left);
    row.right = std::move(right);
  }
  void line(const checks::TicketLine& each) {
    const bool pieces = each.unit == "piece" || each.unit.empty();
    const std::string count = write_quantity(each.quantity, options_.locale);
    large((pieces ? count : count + "\u00a0" + each.unit) + " × " + each.name);
    if (!each.to.empty()) small("> " + each.to);
    for (const std::string& extra : each.with) small("+ " + extra);
    if (!each.note.empty()) small(each.note);
    if (each.seat != 0) small(word(Label::seat) + ' ' + number(each.seat));
  }

  const checks::CourseTicket& ticket_;
  const TicketOptions& options_;
  int utc_offset_min_;
  Receipt page_;
};
}  // namespace

Receipt make_course_ticket(const checks::CourseTicket& ticket, std::span<const checks::TicketLine> lines,
                           const TicketOptions& options, int utc_offset_min) {
  return Builder{ticket, options, utc_offset_min}.build(lines);
}
}  // namespace holdfast::receipts
