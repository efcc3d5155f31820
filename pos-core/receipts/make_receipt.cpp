#include "money/quantity.h"
#include "receipts/receipt.h"

namespace holdfast::receipts {
namespace {
using Kind = Row::Kind;
using Align = Row::Align;

class Builder {
 public:
  Builder(const orders::Order& order, const Site& site, const Options& options) : order_{order}, site_{site}, options_{options} {}

  Receipt build() {
    receipt_.number = order_.receipt ? orders::receipt_number(order_.register_number, *order_.receipt) : "";
    receipt_.order = order_.id;
    receipt_.currency = order_.currency.code();
    receipt_.opens_drawer = options_.opens_drawer;
    head();
    for (const orders::Item& item : order_.items) line(item);
    rule();
    if (!options_.gift) {
      totals();
      tenders();
      taxes();
    }
    foot();
    return std::move(receipt_);
  }

 private:
  std::string money(std::int64_t minor) const { return to_decimal(Money{minor, order_.currency}); }
  void text(std::string left, Align align = Align::start, bool bold = false, bool large = false) {
    receipt_.rows.push_back({Kind::text, std::move(left), {}, align, bold, large});
  }
  void columns(std::string left, std::string right, bool bold = false, bool large = false) {
    receipt_.rows.push_back({Kind::columns, std::move(left), std::move(right), Align::start, bold, large});
  }
  void rule() { receipt_.rows.push_back({Kind::rule, {}, {}, Align::start, false, false}); }

  void head() {
    text(site_.name, Align::center, true, true);
    for (const std::string& address_line : site_.address) text(address_line, Align::center);
    if (!site_.tax_number.empty()) text("Tax no. " + site_.tax_number, Align::center);
    rule();
    if (options_.copy > 0) text("COPY " + std::to_string(options_.copy), Align::center, true, true);
    if (options_.gift) text("GIFT RECEIPT", Align::center, true);
    if (order_.kind == orders::Kind::return_) text("RETURN", Align::center, true);
    if (order_.kind == orders::Kind::void_) text("VOID", Align::center, true);
    if (order_.kind == orders::Kind::exchange) text("EXCHANGE", Align::center, true);
    columns("Receipt " + receipt_.number, to_rfc3339(order_.created_at, order_.utc_offset_min).substr(0, 16).replace(10, 1, " "));
    columns("Till " + std::to_string(order_.register_number), "Cashier " + order_.staff_code);
    rule();
  }

  void line(const orders::Item& item) {
    const bool one = item.quantity == Quantity::pieces(1);
    if (options_.gift) {
      columns(item.name, one ? "" : to_string(item.quantity) + (item.unit == "piece" ? "" : " " + item.unit));
      return;
    }
    if (one) {
      columns(item.name, money(item.subtotal));
    } else {
      text(item.name);
      columns("  " + to_string(item.quantity) + (item.unit == "piece" ? "" : " " + item.unit) + " x " + money(item.unit_price), money(item.subtotal));
    }
    if (item.discount != 0) columns("  Discount", money(-item.discount));
    if (!item.reason.empty()) text("  " + item.reason);
    if (!item.note.empty()) text("  " + item.note);
  }

  void totals() {
    bool excluded = false;
    for (const orders::Tax& tax : order_.taxes) excluded = excluded || (!tax.included && tax.amount != 0);
    if (order_.discount != 0) columns("You saved", money(order_.discount));
    if (excluded) {
      columns("Subtotal", money(order_.net));
      for (const orders::Tax& tax : order_.taxes)
        if (!tax.included) columns(tax.name, money(tax.amount));
    }
    columns("TOTAL " + receipt_.currency, money(order_.total), true, true);
    if (order_.rounding != 0) {
      columns("Cash rounding", money(order_.rounding));
      columns("To pay", money(order_.total + order_.rounding), true);
    }
  }

  void tenders() {
    for (const orders::Payment& payment : order_.payments) {
      std::string name = payment.tender;
      if (!name.empty()) name[0] = static_cast<char>(name[0] >= 'a' && name[0] <= 'z' ? name[0] - 32 : name[0]);
      columns(name, money(payment.tendered));
      if (payment.foreign_amount) {
        const auto foreign = find_currency(payment.currency);
        if (foreign)
          text("  " + payment.currency + ' ' + to_decimal(Money{*payment.foreign_amount, *foreign}) + " at " +
               format_scaled(payment.rate_micro.value_or(0), 6, true));
      }
      if (payment.reference) text("  Ref. " + *payment.reference);
    }
    if (order_.change != 0) columns("Change", money(order_.change), true);
  }

  void taxes() {
    if (order_.taxes.empty()) return;
    rule();
    for (const orders::Tax& tax : order_.taxes)
      columns(tax.name + (tax.included ? " incl." : "") + " on " + money(tax.base), money(tax.amount));
  }

  void foot() {
    if (order_.original) text("For order " + to_string(*order_.original));
    if (!order_.note.empty()) text(order_.note);
    receipt_.rows.push_back({Kind::feed, {}, {}, Align::start, false, false});
    if (!receipt_.number.empty()) receipt_.rows.push_back({Kind::barcode, receipt_.number, {}, Align::center, false, false});
    for (const std::string& foot_line : site_.receipt_footer) text(foot_line, Align::center);
  }

  const orders::Order& order_;
  const Site& site_;
  const Options& options_;
  Receipt receipt_;
};
}  // namespace

Receipt make_receipt(const orders::Order& order, const Site& site, const Options& options) { return Builder{order, site, options}.build(); }
}  // namespace holdfast::receipts
