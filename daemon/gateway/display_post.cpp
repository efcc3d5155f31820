#include "gateway/display_post.h"

#include "receipts/labels.h"
#include "receipts/written.h"

namespace holdfast::gateway {
namespace {
using commands::CustomerView;
using receipts::Label;
constexpr std::int64_t test_seconds = 5;

display::DisplaySettings settings_of(const devices::Device& device) {
  display::DisplaySettings settings;
  settings.dialect = display::parse_dialect(device.profile).value_or(settings.dialect);
  if (std::get<devices::DisplaySettings>(device.settings).behind_printer)
    settings.port = display::DisplaySettings::Port::behind_printer;
  return settings;
}

display::View greeting_of(const CustomerView& view) { return display::message_view(view.upper, view.lower); }

display::View selling_view(const CustomerView& view, const receipts::Locale& locale, Currency currency) {
  const auto amount = [&](std::int64_t minor) { return receipts::write_amount(Money{minor, currency}, locale); };
  const CustomerView::Line* line = view.lines.empty() ? nullptr : &view.lines.back();
  for (const CustomerView::Line& each : view.lines)
    if (each.latest) line = &each;
  if (line == nullptr) return greeting_of(view);
  std::string name = line->name;
  if (line->quantity != Quantity::pieces(1)) {
    const std::string count = receipts::write_quantity(line->quantity, locale);
    name = (line->unit == "piece" || line->unit.empty() ? count + " x " : count + " " + line->unit + " ") + name;
  }
  return display::item_view(std::move(name), amount(line->amount), std::string{text_of(Label::total, locale.language)},
                            amount(view.total));
}
}  // namespace

display::View line_view(const CustomerView& view, const Site& site) {
  const receipts::Locale locale = receipts::parse_locale(site.locale).value_or(receipts::Locale{});
  const auto amount = [&](std::int64_t minor) { return receipts::write_amount(Money{minor, site.currency}, locale); };
  const auto word = [&](Label label) { return std::string{text_of(label, locale.language)}; };
  switch (view.state) {
    case CustomerView::State::idle:
      return greeting_of(view);
    case CustomerView::State::selling:
      return selling_view(view, locale, site.currency);
    case CustomerView::State::paying:
      return display::item_view(word(Label::total), amount(view.total), word(Label::to_pay),
                                amount(view.due.value_or(view.total)));
    case CustomerView::State::done:
      break;
  }
  return display::payment_view(word(Label::total), amount(view.total), word(Label::change), amount(view.change));
}

DisplayPost::DisplayPost(PostParts parts, devices::Device device, link::Address address)
    : LinePost{std::move(parts), std::move(device), std::move(address)}, display_{settings_of(device_)} {
  const auto& settings = std::get<devices::DisplaySettings>(device_.settings);
  const bool greets = !settings.upper.empty() || !settings.lower.empty();
  const Site* site = parts_.store.site();
  view_ = display::message_view(greets || site == nullptr ? settings.upper : site->name, settings.lower);
  display_.show(view_, parts_.store.now());
}

void DisplayPost::show(const CustomerView& view) {
  if (parts_.store.site() == nullptr) return;
  const bool idle = view.state == CustomerView::State::idle;
  if (idle && selling_ && view.register_id != shown_register_) return;  // another register's sale stays
  shown_register_ = view.register_id;
  selling_ = !idle;
  view_ = line_view(view, *parts_.store.site());
  test_until_.reset();
  display_.show(view_, parts_.store.now());
  wake();
}

bool DisplayPost::show_test() {
  if (!linked_) return false;
  const Instant now = parts_.store.now();
  test_until_ = now.plus_seconds(test_seconds);
  display_.show(display::message_view("TEST", device_.name), now);
  wake();
  return true;
}

void DisplayPost::sweep(Instant now) {
  if (!test_until_ || now < *test_until_) return;
  test_until_.reset();
  display_.show(view_, now);
  wake();
}

void DisplayPost::on_link_up(Instant now) {
  linked_ = true;
  display_.on_link_up(now);
}
void DisplayPost::on_link_lost(Instant) {
  linked_ = false;
  display_.on_link_lost();
}
}  // namespace holdfast::gateway
