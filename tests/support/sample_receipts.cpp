#include "support/sample_receipts.h"

#include "print/png.h"

namespace holdfast::test {
namespace {
constexpr Instant morning{1'795'255'200'000'000};  // 2026-11-21T10:00:00Z

orders::Order empty_sale(int register_number, std::int64_t receipt) {
  orders::Order order;
  order.id = *parse_uuid("019b76da-b000-7000-8000-000000000042");
  order.register_number = register_number;
  order.receipt = receipt;
  order.staff_code = "1001";
  order.created_at = morning;
  order.utc_offset_min = 60;
  return order;
}
orders::Payment paid(std::string tender, std::int64_t amount, std::int64_t tendered) {
  orders::Payment payment;
  payment.tender = std::move(tender);
  payment.amount = amount;
  payment.tendered = tendered;
  payment.currency = "EUR";
  return payment;
}
/// Takes a deduction off a line as pricing notes it.
void take_off(orders::Item& item, std::string_view stage, std::string_view name_member, std::string_view name,
              std::int64_t amount) {
  if (!item.trail.empty()) item.trail.pop_back();
  item.trail += item.trail.empty() ? "[" : ",";
  item.trail.append(R"({"stage":")").append(stage).append(R"(",")").append(name_member).append(R"(":")").append(name);
  item.trail.append(R"(","amount":)").append(std::to_string(-amount)).append("}]");
  item.discount += amount;
  item.amount = item.subtotal - item.discount;
}
void sum_lines(orders::Order& order) {
  order.subtotal = order.discount = 0;
  for (const orders::Item& item : order.items) {
    order.subtotal += item.subtotal;
    order.discount += item.discount;
  }
}
void sum_taxes(orders::Order& order) {
  order.net = order.tax = 0;
  for (const orders::Tax& tax : order.taxes) {
    order.net += tax.base;
    order.tax += tax.amount;
  }
  order.total = order.net + order.tax;
}
}  // namespace

orders::Item sold(int position, std::string name, std::int64_t micro, std::int64_t unit_price, std::int64_t subtotal,
                  std::string tax_code) {
  orders::Item out;
  out.position = position;
  out.name = std::move(name);
  out.unit = "piece";
  out.quantity = Quantity::from_micro(micro);
  out.unit_price = unit_price;
  out.subtotal = subtotal;
  out.amount = subtotal;
  out.taxes = {{std::move(tax_code), subtotal, 0}};
  return out;
}

Site sample_shop() {
  Site site;
  site.name = "Corner Shop";
  site.address = {"1 Main Street", "Galway"};
  site.tax_number = "IE1234567T";
  site.locale = "en-IE";
  site.receipt_footer = {"Thank you for your visit", "Returns within 30 days with this receipt"};
  site.receipt_link = "https://shop.example/r/{receipt}";
  site.logo_sha = "00";
  return site;
}

orders::Order sample_sale() {
  orders::Order order = empty_sale(3, 42);
  order.items = {sold(1, "Bread", 1'000'000, 249, 249), sold(2, "Milk 1 l", 3'000'000, 119, 357),
                 sold(3, "Apples", 1'234'000, 300, 370)};
  order.items[2].unit = "kg";
  take_off(order.items[1], "line_discount", "reason", "3 for 2", 57);
  sum_lines(order);
  order.taxes = {{"standard", "VAT 20 %", Percent::whole(20), true, 766, 153}};
  sum_taxes(order);
  order.payments = {paid("cash", 920, 1000)};
  order.rounding = 1;
  order.paid = 1000;
  order.change = 80;
  return order;
}

orders::Order large_sale() {
  orders::Order order = empty_sale(3, 43);
  order.items = {sold(1, "Country loaf, sliced, with sunflower and pumpkin seeds 800 g", 1'000'000, 449, 449, "zero"),
                 sold(2, "Coffee machine", 1'000'000, 129'900, 129'900),
                 sold(3, "Crème brûlée", 4'000'000, 295, 1180, "reduced"),
                 sold(4, "حليب طازج 1 لتر", 2'000'000, 175, 350, "zero"),
                 sold(5, "Oak shelf, cut to length", 2'350'000, 1890, 4442)};
  order.items[4].unit = "m";
  take_off(order.items[1], "line_discount", "reason", "Box damaged", 10'000);
  for (const std::size_t line : {std::size_t{1}, std::size_t{2}})
    take_off(order.items[line], "coupon", "rule", "AUTUMN10", line == 1 ? 1000 : 100);
  sum_lines(order);
  order.taxes = {{"reduced", "VAT 13.5 %", Percent::from_micro(13'500'000), true, 952, 128},
                 {"standard", "VAT 23 %", Percent::whole(23), true, 100'278, 23'064},
                 {"zero", "VAT 0 %", Percent{}, true, 799, 0}};
  sum_taxes(order);
  orders::Payment dollars = paid("usd", 46'000, 46'000);
  dollars.currency = "USD";
  dollars.foreign_amount = 50'000;
  dollars.rate_micro = 920'000;
  orders::Payment card = paid("card", order.total - 46'000, order.total - 46'000);
  card.reference = "000123 **** 4242";
  order.payments = {dollars, card};
  order.paid = order.total;
  return order;
}

orders::Order sample_return() {
  orders::Order order = empty_sale(3, 44);
  order.kind = orders::Kind::return_;
  order.original = *parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  order.items = {sold(1, "Milk 1 l", -1'000'000, 119, -119)};
  order.items[0].discount = -19;
  order.items[0].amount = -100;
  order.items[0].reason = "Sour";
  sum_lines(order);
  order.taxes = {{"standard", "VAT 20 %", Percent::whole(20), true, -83, -17}};
  sum_taxes(order);
  order.payments = {paid("cash", -100, -100)};
  order.paid = -100;
  return order;
}

Site arabic_shop() {
  Site site;
  site.name = "متجر الزاوية";
  site.address = {"شارع المرفأ 12", "الدار البيضاء"};
  site.tax_number = "MA00123456";
  site.locale = "ar-MA";
  site.receipt_footer = {"شكرًا لزيارتكم", "يُقبل الإرجاع خلال 30 يومًا مع هذا الإيصال"};
  site.logo_sha = "00";
  return site;
}
orders::Order arabic_sale() {
  orders::Order order = empty_sale(2, 1207);
  order.currency = *find_currency("MAD");
  order.items = {sold(1, "خبز بلدي", 2'000'000, 250, 500, "zero"), sold(2, "حليب 1 لتر", 1'000'000, 895, 895),
                 sold(3, "Nutella 400 g", 1'000'000, 4595, 4595),
                 sold(4, "زيت زيتون بكر ممتاز معصور على البارد زجاجة كبيرة", 1'000'000, 123'450, 123'450)};
  take_off(order.items[3], "line_discount", "reason", "عرض الخريف", 3450);
  sum_lines(order);
  order.taxes = {{"standard", "ض.ق.م 20 %", Percent::whole(20), true, 104'575, 20'915},
                 {"zero", "ض.ق.م 0 %", Percent{}, true, 500, 0}};
  sum_taxes(order);
  order.payments = {paid("cash", order.total, 130'000)};
  order.paid = 130'000;
  order.change = 130'000 - order.total;
  return order;
}

Site french_shop() {
  Site site;
  site.name = "Épicerie du Port";
  site.address = {"3 quai de l'Exemple", "29000 Quimper"};
  site.tax_number = "FR00123456789";
  site.locale = "fr-FR";
  site.receipt_footer = {"Merci de votre visite", "Échange sous 30 jours avec ce ticket"};
  site.logo_sha = "00";
  return site;
}
orders::Order french_sale() {
  orders::Order order = empty_sale(1, 512);
  order.items = {sold(1, "Cafetière à piston", 1'000'000, 123'450, 123'450),
                 sold(2, "Pommes à cidre", 2'405'000, 295, 709, "reduced"),
                 sold(3, "Œufs plein air ×6", 2'000'000, 345, 690, "reduced")};
  order.items[1].unit = "kg";
  sum_lines(order);
  order.taxes = {{"reduced", "TVA 5,5 %", Percent::from_micro(5'500'000), true, 1326, 73},
                 {"standard", "TVA 20 %", Percent::whole(20), true, 102'875, 20'575}};
  sum_taxes(order);
  order.payments = {paid("card", order.total, order.total)};
  order.paid = order.total;
  return order;
}

std::vector<SampleReceipt> sample_receipts() {
  using receipts::Language;
  const auto make = [](const orders::Order& order, const Site& site, receipts::Options options) {
    return receipts::make_receipt(order, site, options);
  };
  payments::Tender dollars;
  dollars.code = "usd";
  dollars.name = "US dollars";
  const receipts::Locale french{Language::fr}, arabic{Language::ar};
  return {{"sale", 576, make(sample_sale(), sample_shop(), {})},
          {"large-sale", 576, make(large_sale(), sample_shop(), {.tenders = {dollars}})},
          {"large-sale-58mm", 384, make(large_sale(), sample_shop(), {.tenders = {dollars}})},
          {"return", 576, make(sample_return(), sample_shop(), {.original_receipt = "3-000042"})},
          {"gift", 576, make(sample_sale(), sample_shop(), {.gift = true})},
          {"copy", 640, make(sample_sale(), sample_shop(), {.copy = 2})},
          {"french", 576, make(french_sale(), french_shop(), {.locale = french})},
          {"arabic", 576, make(arabic_sale(), arabic_shop(), {.locale = arabic})},
          {"arabic-58mm", 384, make(arabic_sale(), arabic_shop(), {.locale = arabic, .training = true})}};
}

std::string sample_logo() {
  constexpr int side = 96, middle = side / 2, outer = 46 * 46, inner = 34 * 34;
  print::Bitmap dots{side, side};
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const int distance = (x - middle) * (x - middle) + (y - middle) * (y - middle);
      if (distance < outer && (distance > inner || (x > 36 && x < 60 && y > 30 && y < 66))) dots.set(x, y);
    }
  return print::encode_png(dots);
}
}  // namespace holdfast::test
