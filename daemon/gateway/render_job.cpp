#include "gateway/render_job.h"

#include "checks/course_rows.h"
#include "devices/kitchen_route.h"
#include "orders/order_rows.h"
#include "queries/printed.h"
#include "receipts/ticket.h"

namespace holdfast::gateway {
namespace {
using receipts::Row;

receipts::Receipt test_page(const devices::Device& device, const escpos::PrinterProfile& profile, const Site& site,
                            const store::ReadContext& context) {
  receipts::Receipt page;
  page.number = "test";
  page.issued_at = to_rfc3339(context.now, context.utc_offset_min);
  const auto centred = [&](std::string text, bool large) {
    Row row;
    row.left = std::move(text);
    row.align = Row::Align::center;
    row.large = large;
    page.rows.push_back(std::move(row));
  };
  const auto pair = [&](std::string left, std::string right) {
    Row row;
    row.kind = Row::Kind::columns;
    row.left = std::move(left);
    row.right = std::move(right);
    page.rows.push_back(std::move(row));
  };
  centred(site.name, false);
  centred("TEST", true);
  pair("Device", device.name);
  pair("Profile", std::string{profile.id});
  pair("Address", device.address);
  pair("Time", page.issued_at);
  page.rows.emplace_back().kind = Row::Kind::rule;
  pair("0123456789", "ABCDEFGHIJ");
  pair("\u00e4\u00f6\u00fc \u00e9\u00e8\u00e0 \u20ac", "\u0625\u064a\u0635\u0627\u0644");
  page.rows.emplace_back().kind = Row::Kind::rule;
  return page;
}

Result<receipts::Receipt> page_of(db::Connection& connection, const store::ReadContext& context,
                                  const devices::PrintJob& job, const devices::Device& device) {
  using devices::JobKind;
  const receipts::Locale locale = receipts::parse_locale(context.site.locale).value_or(receipts::Locale{});
  switch (job.kind) {
    case JobKind::receipt:
    case JobKind::copy:
    case JobKind::gift: {
      const orders::Order order = TRY(orders::load(connection, *job.order_row));
      return queries::receipt_of(connection, order, context.site,
                                 {.copy = job.copy, .gift = job.kind == JobKind::gift, .locale = locale});
    }
    case JobKind::kitchen: {
      if (job.ticket_row) {
        const checks::CourseTicket ticket = TRY(checks::load_ticket(connection, *job.ticket_row));
        const auto lines = devices::lines_for_kitchen(connection, ticket, device.printer().kitchen_categories);
        return receipts::make_course_ticket(ticket, lines, {device.name, job.retry_of.has_value(), locale},
                                            context.utc_offset_min);
      }
      const orders::Order order = TRY(orders::load(connection, *job.order_row));
      const auto lines = devices::lines_for_kitchen(connection, order.row, device.printer().kitchen_categories);
      return receipts::make_ticket(order, lines, {device.name, job.retry_of.has_value(), locale});
    }
    case JobKind::x_report: {
      const shifts::Shift shift = TRY(shifts::load(connection, *job.shift));
      return queries::report_of(connection, shift, context.site, locale, context.now, context.utc_offset_min);
    }
    case JobKind::test:
      return test_page(device, profile_of(device), context.site, context);
    case JobKind::drawer_kick:
      break;
  }
  return refuse(ErrorCode::internal, "nothing to print");
}
}  // namespace

const escpos::PrinterProfile& profile_of(const devices::Device& device) {
  const escpos::PrinterProfile* found = escpos::find_profile(device.profile);
  return found != nullptr ? *found : escpos::unknown_printer();
}

Result<std::string> render_job(db::Connection& connection, const store::ReadContext& context,
                               const devices::PrintJob& job, const devices::Device& device, print::Press& press) {
  constexpr int letter_dots = 12;
  const escpos::PrinterProfile& profile = profile_of(device);
  receipts::Receipt page = TRY(page_of(connection, context, job, device));
  page.opens_drawer = false;  // its pulse is a job of its own, with an outcome of its own
  int columns = device.printer().columns != 0 ? device.printer().columns : profile.columns[0];
  if (columns == 0) columns = profile.dots / letter_dots;
  const std::string logo = context.site.logo_sha.empty() ? std::string{} : site::load_logo(connection);
  return press.paper_job(page, profile, columns, logo);
}
}  // namespace holdfast::gateway
