#include "gateway/customer_screens.h"

#include "queries/changed_registers.h"

namespace holdfast::gateway {
using commands::CustomerView;
using store::Answer;

namespace {
constexpr std::int64_t page_seconds = 300;
}

CustomerScreens::CustomerScreens(store::Store& store, Tell tell, Show show)
    : store_{store}, tell_{std::move(tell)}, show_{std::move(show)}, self_{std::make_shared<CustomerScreens*>(this)} {}

CustomerScreens::~CustomerScreens() { *self_ = nullptr; }

void CustomerScreens::start() {
  cursor_ = store_.head_seq();
  subscription_ = store_.feed().subscribe([this](std::int64_t head) { on_head(head); });
}

void CustomerScreens::on_head(std::int64_t head) {
  if (screens_.empty()) {
    cursor_ = head;
    return;
  }
  std::vector<std::int64_t> changed;
  const auto read =
      store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
        changed = queries::changed_registers(connection, cursor_);
        return Answer{};
      });
  if (!read) return;  // the next change tries again
  cursor_ = head;
  for (const std::int64_t row : changed)
    if (screens_.contains(row)) look(row);
}

void CustomerScreens::load_displays() {
  for (auto& [row, screen] : screens_) screen.displays.clear();
  (void)store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
    db::Statement& rows = connection.prepare(
        "SELECT r.register_id, d.id FROM device d JOIN device_register r ON r.device_id = d.id WHERE d.kind = "
        "'customer_display' AND d.active = 1 AND d.removed_us IS NULL");
    while (rows.step()) screens_[rows.integer(0)].displays.insert(rows.integer(1));
    return Answer{};
  });
  forget_unwanted();
  for (const auto& [row, screen] : screens_)
    if (!screen.displays.empty()) look(row);
}

void CustomerScreens::forget_unwanted() {
  std::erase_if(screens_, [](const auto& each) { return !each.second.wanted(); });
}

void CustomerScreens::watch(const Uuid& register_id, const Uuid& terminal) {
  std::int64_t row_id = 0;
  (void)store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
    db::Statement& row = connection.prepare("SELECT id FROM register WHERE uuid = ?");
    if (row.all(register_id).step()) row_id = row.integer(0);
    row.reset();
    return Answer{};
  });
  if (row_id == 0) return;
  Screen& screen = screens_[row_id];
  const bool fresh = !screen.pages.contains(terminal);
  screen.pages[terminal] = store_.now().plus_seconds(page_seconds);
  if (fresh) look(row_id);  // what changed between its question and now
}

void CustomerScreens::sweep(Instant now) {
  for (auto& [row, screen] : screens_) {
    std::erase_if(screen.pages, [&](const auto& page) { return page.second <= now; });
    if (screen.view && screen.view->until && *screen.view->until <= now) look(row);
  }
  forget_unwanted();
}

void CustomerScreens::look(std::int64_t register_row) {
  Screen& screen = screens_.at(register_row);
  if (screen.reading) {
    screen.again = true;
    return;
  }
  screen.reading = true;
  screen.again = false;
  const auto view = std::make_shared<CustomerView>();
  store_.read(
      nullptr,
      [register_row, view](db::Connection& connection, const store::ReadContext& context) -> Result<Answer> {
        *view = TRY(commands::customer_view(connection, register_row, context.site, context.now, context.utc_offset_min));
        return Answer{};
      },
      [this, self = self_, register_row, view](const Result<Answer>& read) {
        if (*self == nullptr) return;
        const auto found = screens_.find(register_row);
        if (found == screens_.end()) return;
        found->second.reading = false;
        if (found->second.again) return look(register_row);
        if (read) take(register_row, *view);
      });
}

void CustomerScreens::take(std::int64_t register_row, const CustomerView& view) {
  Screen& screen = screens_.at(register_row);
  const bool same = screen.view == view;
  screen.view = view;
  for (const std::int64_t display : screen.displays) show_(display, view);
  if (same || store_.site() == nullptr || screen.pages.empty()) return;
  std::string data;
  JsonWriter json{data};
  commands::append_json(json, view, *store_.site());
  for (const auto& [terminal, until] : screen.pages) tell_({"devices", "Display", data, terminal});
}
}  // namespace holdfast::gateway
