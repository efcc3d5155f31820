#include <algorithm>

#include "base/json.h"
#include "receipts/discounts.h"
#include "receipts/labels.h"
#include "receipts/receipt.h"
#include "receipts/receipt_link.h"
#include "receipts/written.h"

namespace holdfast::receipts {
namespace {
using Kind = Row::Kind;
using Align = Row::Align;

/// A net weight with the decimals that the scale's indication has.
std::string in_steps_of(std::string_view indicated, Quantity net) {
  std::string out = to_string(net);
  const std::size_t point = indicated.find('.');
  if (point == std::string_view::npos) return out;
  if (out.find('.') == std::string::npos) out += '.';
  while (out.size() - out.find('.') < indicated.size() - point) out += '0';
  return out;
}

class Builder {
 public:
  Builder(const orders::Order& order, const Site& site, const Options& options)
      : order_{order}, site_{site}, options_{options}, lettered_{order.taxes.size() > 1 && !options.gift} {}

  Receipt build() {
    receipt_.number = order_.receipt ? orders::receipt_number(order_.register_number, *order_.receipt) : "";
    receipt_.order = order_.id;
    receipt_.currency = order_.currency.code();
    receipt_.issued_at = to_rfc3339(order_.created_at, order_.utc_offset_min);
    receipt_.locale = options_.locale;
    receipt_.opens_drawer = options_.opens_drawer;
    head();
    titles();
    document();
    if (options_.merchant_copy) {
      for (const orders::Payment& payment : order_.payments)
        if (payment.card) card_payment(payment);
      terminal_receipts();
      return std::move(receipt_);
    }
    for (const orders::Item& item : order_.items) line(item);
    rule();
    if (!options_.gift) {
      totals();
      tenders();
      taxes();
      terminal_receipts();
    }
    foot();
    return std::move(receipt_);
  }

 private:
  std::string word(Label label) const { return std::string{text_of(label, options_.locale.language)}; }
  std::string amount(std::int64_t minor) const { return write_amount(Money{minor, order_.currency}, options_.locale); }
  std::string price(std::int64_t minor) const { return write_price(Money{minor, order_.currency}, options_.locale); }
  /// A figure or code behind a word: between Arabic letters its parts would change places without the mark.
  std::string behind(std::string word_before, std::string_view figure) const {
    return word_before.append(right_to_left(options_.locale.language) ? " \u200e" : " ").append(figure);
  }
  std::string quantity(const orders::Item& item) const {
    std::string out = write_quantity(item.quantity, options_.locale);
    bool net = false;
    if (!item.weighing.empty()) {  // what the scale indicated, with all its decimals
      const auto reading = parse_json(item.weighing);
      const Json* weight = reading ? reading->find("weight") : nullptr;
      const Json* unit = reading ? reading->find("unit") : nullptr;
      if (weight != nullptr && unit != nullptr && unit->text() == item.unit)
        out = write_decimal(item.terms.tare.is_zero() ? weight->text() : in_steps_of(weight->text(), item.quantity),
                            options_.locale);
      const Json* taken_off = reading ? reading->find("net") : nullptr;
      net = taken_off != nullptr && taken_off->truth();
    }
    if (item.unit != "piece" && !item.unit.empty()) out += "\u00a0" + item.unit;
    return net || !item.terms.tare.is_zero() ? out + "\u00a0NET" : out;
  }
  Row& add(Kind kind) {
    Row& row = receipt_.rows.emplace_back();
    row.kind = kind;
    return row;
  }
  Row& text(std::string left, Align align = Align::start) {
    Row& row = add(Kind::text);
    row.left = std::move(left);
    row.align = align;
    return row;
  }
  Row& columns(std::string left, std::string right) {
    Row& row = add(Kind::columns);
    row.left = std::move(left);
    row.right = std::move(right);
    return row;
  }
  /// Of a sold line: where letters of taxes stand behind amounts, every amount leaves them their place.
  Row& item_columns(std::string left, std::string right, std::string mark = " ") {
    Row& row = columns(std::move(left), std::move(right));
    if (lettered_) row.mark = std::move(mark);
    return row;
  }
  void rule() { add(Kind::rule); }
  void title(std::string left) {
    Row& row = text(std::move(left), Align::center);
    row.bold = row.large = row.inverse = true;
  }

  void head() {
    if (!site_.logo_sha.empty()) {
      Row& row = add(Kind::logo);
      row.left = site_.logo_sha;
      row.align = Align::center;
    }
    Row& name = text(site_.name, Align::center);
    name.bold = name.large = true;
    for (const std::string& address_line : site_.address) text(address_line, Align::center);
    if (!site_.tax_number.empty()) text(behind(word(Label::tax_number), site_.tax_number), Align::center);
  }

  void titles() {
    using orders::Kind;
    std::vector<std::string> all;
    if (options_.training || site_.training) all.push_back(word(Label::training));
    if (options_.copy > 0)
      all.push_back(behind(word(Label::copy), write_digits(std::to_string(options_.copy), options_.locale)));
    if (options_.gift) all.push_back(word(Label::gift_receipt));
    if (options_.merchant_copy) all.push_back(word(Label::merchant_copy));
    if (order_.kind == Kind::return_) all.push_back(word(Label::return_));
    if (order_.kind == Kind::void_) all.push_back(word(Label::void_));
    if (order_.kind == Kind::exchange) all.push_back(word(Label::exchange));
    if (order_.voided_by) all.push_back(word(Label::voided));
    for (std::string& each : all) title(std::move(each));
  }

  void document() {
    rule();
    columns(behind(word(Label::receipt), receipt_.number),
            write_time(order_.created_at, order_.utc_offset_min, options_.locale));
    columns(behind(word(Label::till), write_digits(std::to_string(order_.register_number), options_.locale)),
            behind(word(Label::cashier), order_.staff_code));
    if (order_.original)
      columns(word(Label::original_receipt),
              options_.original_receipt.empty() ? to_string(*order_.original) : options_.original_receipt);
    rule();
  }

  /// Letters are those of the tax table, `A` for its first row; a line under several taxes has several.
  std::string letters(const orders::Item& item) const {
    std::string out;
    for (std::size_t i = 0; i < order_.taxes.size() && i < 26; ++i)
      if (std::any_of(item.taxes.begin(), item.taxes.end(),
                      [&](const orders::ItemTax& tax) { return tax.code == order_.taxes[i].code; }))
        out += static_cast<char>('A' + i);
    return out.empty() ? " " : out;
  }

  void line(const orders::Item& item) {
    const bool one = item.quantity == Quantity::pieces(1);
    if (options_.gift) {
      columns(item.name, one ? "" : item.unit == "piece" ? "× " + quantity(item) : quantity(item));
      return;
    }
    if (item.terms.parts == carts::Parts::combo && item.subtotal == 0) {  // its price lies on its parts
      text(one ? name_of(item) : quantity(item) + " × " + name_of(item));
    } else if (one) {
      item_columns(name_of(item), amount(item.subtotal), letters(item));
    } else {
      text(name_of(item));
      item_columns(quantity(item) + " × " + amount(item.unit_price), amount(item.subtotal), letters(item)).indent = 1;
    }
    for (const Deduction& deduction : deductions_of(item))
      if (deduction.cause == Deduction::Cause::line)
        item_columns(named(deduction), amount(-deduction.amount)).indent = 1;
    if (!item.terms.tare.is_zero()) tare(item);
    if (!item.reason.empty()) text(item.reason).indent = 1;
    if (!item.note.empty()) text(item.note).indent = 1;
    if (!item.terms.instead_name.empty()) text(behind(word(Label::instead_of), item.terms.instead_name)).indent = 1;
    for (const std::string& serial : item.terms.serials) text(behind(word(Label::serial_number), serial)).indent = 1;
    for (const std::string& code : item.terms.issued) issued_code(code);
    if (item.card) sold_card(item);
  }
  /// What packaging weighed was not sold. `PT`: it was set, not weighed here (OIML R 76-1, 4.7.3).
  void tare(const orders::Item& item) {
    const std::string unit = "\u00a0" + item.unit;
    text(behind(word(Label::tare), write_quantity(item.terms.tare, options_.locale) + unit + "\u00a0PT")).indent = 1;
  }
  /// A ticket or membership: whoever shows it is let in.
  void issued_code(const std::string& code) {
    text(code, Align::center).bold = true;
    Row& row = add(Kind::barcode);
    row.left = code;
    row.align = Align::center;
  }
  /// What the sale went by, beside its goods.
  void terms() {
    const carts::Terms& terms = order_.terms;
    if (!terms.table.empty()) text(behind(word(Label::table), terms.table));
    if (!terms.purchase_order.empty()) text(behind(word(Label::purchase_order), terms.purchase_order));
    if (!terms.certificate.empty()) text(behind(word(Label::certificate), terms.certificate));
    if (!terms.buyer_tax_number.empty()) {
      text(word(Label::reverse_charge)).bold = true;
      text(behind(word(Label::buyer_tax_number), terms.buyer_tax_number));
    }
    if (!terms.due_on.empty()) text(behind(word(Label::due_on), terms.due_on));
  }
  /// A discount that kept goods lost stands with the goods' name.
  std::string name_of(const orders::Item& item) const {
    if (!item.terms.choice.empty()) return "+ " + item.name;
    return item.terms.charge_kind == "repriced" ? word(Label::discount) + " (" + item.name + ')' : item.name;
  }
  std::string named(const Deduction& deduction) const {
    const std::string label = word(deduction.cause == Deduction::Cause::coupon ? Label::coupon : Label::discount);
    if (deduction.name.empty() || is_word(deduction.name, Label::discount)) return label;
    return deduction.cause == Deduction::Cause::coupon ? behind(label, deduction.name)
                                                       : label + " (" + deduction.name + ')';
  }

  void totals() {
    const std::vector<Deduction> shared = shared_deductions(order_);
    std::int64_t shared_amount = 0;
    for (const Deduction& deduction : shared) shared_amount += deduction.amount;
    bool added = false;
    for (const orders::Tax& tax : order_.taxes) added = added || (!tax.included && tax.amount != 0);
    if (!shared.empty()) {
      columns(word(Label::subtotal), amount(order_.subtotal - order_.discount + shared_amount));
      for (const Deduction& deduction : shared) columns(named(deduction), amount(-deduction.amount));
    }
    if (added) {
      columns(word(shared.empty() ? Label::subtotal : Label::net_total), amount(order_.net));
      for (const orders::Tax& tax : order_.taxes)
        if (!tax.included) columns(tax.name, amount(tax.amount));
    }
    Row& total = columns(word(Label::total), price(order_.total));
    total.bold = total.large = true;
    if (order_.rounding != 0) {
      columns(word(Label::cash_rounding), amount(order_.rounding));
      columns(word(Label::to_pay), price(order_.total + order_.rounding)).bold = true;
    }
  }

  std::string tender_name(const orders::Payment& payment) const {
    const bool paid_in = payment.value && payment.value->last_four.empty() && payment.value->kind == "store_credit";
    if (!paid_in && payment.value && payment.value->kind == "store_credit") return word(Label::store_credit);
    if (!paid_in && payment.value) return word(payment.value->kind == "points" ? Label::points : Label::gift_card);
    using Words = std::pair<std::string_view, Label>;
    static constexpr std::array<Words, 4> plain{
        {{"cash", Label::cash}, {"card", Label::card}, {"voucher", Label::voucher}, {"account", Label::account}}};
    for (const auto& [code, label] : plain)
      if (payment.tender == code) return word(label);
    for (const payments::Tender& tender : options_.tenders)
      if (tender.code == payment.tender && !tender.name.empty()) return tender.name;
    std::string name = payment.tender;
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - ('a' - 'A'));
    return name;
  }
  /// `Visa ****1234`, and what finds it in the terminal's records.
  void card_facts(const orders::Payment::Card& card) {
    std::string name = card.facts.brand;
    if (!card.facts.last_four.empty()) name += (name.empty() ? "****" : " ****") + card.facts.last_four;
    if (!name.empty()) text(std::move(name)).indent = 1;
    if (!card.approval_code.empty()) text(behind(word(Label::approval), card.approval_code)).indent = 1;
    const std::string numbers =
        card.terminal_receipt.empty() ? card.terminal_id : card.terminal_id + " / " + card.terminal_receipt;
    if (!numbers.empty()) text(behind(word(Label::terminal), numbers)).indent = 1;
    if (card.tip != 0) columns(word(Label::tip), amount(card.tip)).indent = 1;
    if (card.cashback != 0) columns(word(Label::cashback), amount(card.cashback)).indent = 1;
  }
  void card_payment(const orders::Payment& payment) {
    columns(tender_name(payment), price(payment.tendered + payment.card->tip)).bold = true;
    card_facts(*payment.card);
    if (!payment.card->signature_required) return;
    add(Kind::feed);
    add(Kind::feed);
    rule();
    text(word(Label::signature), Align::center);
  }
  void terminal_receipts() {
    for (const std::vector<payments::TerminalLine>& lines : options_.terminal_receipts) {
      rule();
      for (const payments::TerminalLine& line : lines) {
        if (line.text.empty()) {
          add(Kind::feed);
          continue;
        }
        Row& row = text(line.text, line.centred ? Align::center : Align::start);
        row.large = line.double_width || line.double_height;
        row.indent = line.indent / 2;
      }
    }
    if (!options_.terminal_receipts.empty()) rule();
  }
  /// The account's last four and what is left on it.
  void stored_value(const orders::Payment::Value& value) {
    if (!value.last_four.empty()) text("****" + value.last_four).indent = 1;
    card_code(value.account);
    const bool points = value.kind == "points";
    if (points && value.points) columns(word(Label::points), write_digits(std::to_string(*value.points), options_.locale)).indent = 1;
    if (!value.balance) return;
    columns(word(Label::balance_left), points ? write_digits(std::to_string(*value.balance), options_.locale) : price(*value.balance))
        .indent = 1;
  }
  /// The card that a line put its value on; a new one is this very paper.
  void sold_card(const orders::Item& item) {
    if (item.card->last_four.empty()) return;  // money for a layaway, which has no card
    text(word(Label::gift_card) + " ****" + item.card->last_four).indent = 1;
    card_code(item.card->id);
  }
  void card_code(const Uuid& account) {
    for (const auto& [owner, code] : options_.card_codes) {
      if (owner != account) continue;
      text(code, Align::center).bold = true;
      std::string plain = code;
      std::erase(plain, ' ');
      Row& row = add(Kind::barcode);
      row.left = std::move(plain);
      row.align = Align::center;
    }
  }
  void loyalty() {
    if (!options_.points) return;
    if (options_.points->earned != 0)
      columns(word(Label::points_earned), write_digits(std::to_string(options_.points->earned), options_.locale));
    columns(word(Label::points_balance), write_digits(std::to_string(options_.points->balance), options_.locale));
  }
  void tenders() {
    for (const orders::Payment& payment : order_.payments) {
      columns(tender_name(payment), amount(payment.tendered + payment.tip));
      if (payment.tip != 0) columns(word(Label::tip), amount(payment.tip)).indent = 1;
      const auto foreign = payment.foreign_amount ? find_currency(payment.currency) : std::nullopt;
      if (foreign)
        text(write_price(Money{*payment.foreign_amount, *foreign}, options_.locale) + " × " +
             write_decimal(format_scaled(payment.rate_micro.value_or(0), 6, true), options_.locale))
            .indent = 1;
      if (payment.value) stored_value(*payment.value);
      else if (payment.reference) text(behind(word(Label::reference), *payment.reference)).indent = 1;
      if (payment.card) card_facts(*payment.card);
    }
    if (order_.change != 0) columns(word(Label::change), price(order_.change)).bold = true;
    loyalty();
    if (order_.discount > 0) {
      add(Kind::feed);
      Row& saved = text(behind(word(Label::you_saved), price(order_.discount)), Align::center);
      saved.bold = true;
    }
  }

  void table(std::vector<std::string> cells, bool heading = false) {
    Row& row = add(Kind::table);
    row.cells = std::move(cells);
    row.bold = heading;
  }
  static std::string unbroken_percent(std::string name) {
    for (std::size_t at = name.find(" %"); at != std::string::npos; at = name.find(" %")) name.replace(at, 1, "\u00a0");
    return name;
  }
  void taxes() {
    if (order_.taxes.empty()) return;
    rule();
    table({word(Label::tax_rate), word(Label::net), word(Label::tax), word(Label::gross)}, true);
    char letter = 'A';
    for (const orders::Tax& tax : order_.taxes) {
      // The mark in front keeps the letter from choosing the direction of an Arabic name.
      const std::string start = right_to_left(options_.locale.language) ? "\u200f" : "";
      const std::string mark = lettered_ && letter <= 'Z' ? start + letter++ + ' ' : std::string{};
      table({mark + unbroken_percent(tax.name), amount(tax.base), amount(tax.amount), amount(tax.base + tax.amount)});
    }
  }

  void foot() {
    terms();
    if (!order_.note.empty()) text(order_.note);
    add(Kind::feed);
    if (!receipt_.number.empty()) {
      Row& row = add(Kind::barcode);
      row.left = receipt_.number;
      row.align = Align::center;
    }
    if (const std::string link = receipt_link(site_.receipt_link, receipt_.number, order_.id); !link.empty()) {
      add(Kind::feed);
      Row& row = add(Kind::qr);
      row.left = link;
      row.align = Align::center;
    }
    if (!options_.signed_code.empty()) {
      add(Kind::feed);
      Row& row = add(Kind::qr);
      row.left = options_.signed_code;
      row.align = Align::center;
      row.picture_only = true;
    }
    if (!site_.receipt_footer.empty()) add(Kind::feed);
    for (const std::string& foot_line : site_.receipt_footer) text(foot_line, Align::center);
    if (options_.training || site_.training) title(word(Label::training));
  }

  const orders::Order& order_;
  const Site& site_;
  const Options& options_;
  bool lettered_;
  Receipt receipt_;
};
}  // namespace

Receipt make_receipt(const orders::Order& order, const Site& site, const Options& options) {
  return Builder{order, site, options}.build();
}
}  // namespace holdfast::receipts
