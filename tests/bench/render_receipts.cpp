// render_receipts [MILLISECONDS]: receipts laid out and written as printers take them, per second on one core, from the
// made receipt to the last byte. A line for each kind of receipt.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "print/press.h"
#include "support/sample_receipts.h"

namespace {
using namespace holdfast;
using Clock = std::chrono::steady_clock;

struct Kind {
  const char* name;
  const char* profile;
  orders::Order order;
  Site site;
  receipts::Locale locale = {};
  std::string logo = {};
};

void measure(const Kind& kind, print::Press& press, std::chrono::milliseconds time) {
  const escpos::PrinterProfile& profile = *escpos::find_profile(kind.profile);
  const auto once = [&] {
    const receipts::Receipt receipt = receipts::make_receipt(kind.order, kind.site, {.locale = kind.locale});
    return press.paper_job(receipt, profile, profile.columns[0], kind.logo).size();
  };
  const std::size_t bytes = once();  // typefaces are read for the first picture
  const auto begun = Clock::now();
  std::int64_t count = 0;
  while (Clock::now() - begun < time) count += once() == bytes ? 1 : 0;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count();
  std::printf("%-28s %-14s %7lld /s %8lld us %7zu bytes\n", kind.name, kind.profile,
              static_cast<long long>(count * 1'000'000 / took),
              static_cast<long long>(took / std::max<std::int64_t>(count, 1)), bytes);
}
}  // namespace

int main(int argc, char** argv) {
  const std::chrono::milliseconds time{argc > 1 ? std::atoi(argv[1]) : 1000};
  Site plain = test::sample_shop(), coded = plain;
  plain.logo_sha.clear();
  coded.logo_sha.clear();
  plain.receipt_link.clear();
  print::Press press;
  const orders::Order small = test::sample_sale();
  orders::Order large = test::large_sale();
  std::erase_if(large.items, [](const orders::Item& item) { return static_cast<unsigned char>(item.name[0]) >= 0xd8; });
  for (const Kind& kind :
       {Kind{"3 lines", "epson-tm-t88vi", small, plain}, Kind{"5 lines, 2 taxes", "epson-tm-t88vi", large, plain},
        Kind{"3 lines, for Star", "star-tsp650ii", small, plain},
        Kind{"3 lines, QR code", "epson-tm-t88vi", small, coded},
        Kind{"3 lines, QR code, logo", "epson-tm-t88vi", small, test::sample_shop(), {}, test::sample_logo()},
        Kind{"Arabic, drawn whole",
             "epson-tm-t88vi",
             test::arabic_sale(),
             test::arabic_shop(),
             {receipts::Language::ar}}})
    measure(kind, press, time);
}
