#include "replication/master_store.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>

#include "catalogue/former.h"
#include "catalogue/price_rows.h"
#include "catalogue/product_rows.h"
#include "catalogue/search.h"
#include "catalogue/variant_rows.h"
#include "replication/store_port.h"
#include "store/store_fixture.h"

namespace holdfast::replication {
namespace {
std::string sku_of(int number) {
  std::string text = std::to_string(1'000'000 + number);
  return "A" + text.substr(1);
}

/// A store whose masters are written by a thread of its own, while this one sells and looks.
struct Shop : store::StoreFixture {
  ~Shop() { end_thread(); }
  /// Everything of a version as the session would hand it over, with the digests that make it true.
  void stage(std::int64_t version, const std::vector<wire::Change>& rows) {
    wire::FeedPage page;
    page.from = {version - 1, 0};
    page.to = {version, 0};
    page.changes = rows;
    on_thread([&](MasterStore& masters) { masters.stage(page); });
    wait();
  }
  template <class Work>
  void on_thread(Work work) {
    end_thread();
    port.emplace(io(), store());
    over = false;
    worker = std::thread{[this, work] {
      try {
        MasterStore masters{*port, {}};
        work(masters);
      } catch (const Stopping&) {
      }
      over = true;
    }};
  }
  void wait(const std::function<void()>& meanwhile = {}) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{600};
    while (!over && std::chrono::steady_clock::now() < end) {
      io().restart();
      io().run_one_for(std::chrono::milliseconds{1});
      if (meanwhile) meanwhile();
    }
    REQUIRE(over);
    end_thread();
  }
  void end_thread() {
    if (port) port->stop();
    if (worker.joinable()) worker.join();
    // What it had asked of this store is done before either of them goes.
    io().restart();
    io().poll();
  }
  wire::Roots roots() {
    db::Connection reader{store().options().file, db::Access::reader};
    wire::Roots out;
    for (const auto& [name, digest] : digests_with_stage(reader, false)) out.emplace(name, digest.root(name));
    return out;
  }
  void activate(std::int64_t version, const std::function<void()>& meanwhile = {}) {
    on_thread([version, roots = roots()](MasterStore& masters) { CHECK(masters.activate(version, roots)); });
    wait(meanwhile);
  }
  std::optional<StorePort> port;
  std::thread worker;
  std::atomic<bool> over{false};
};

wire::Change put(std::int64_t version, std::string dataset, std::string key, std::string body) {
  return {version, std::move(dataset), std::move(key), wire::Op::put, version, std::move(body)};
}
wire::Change article(std::int64_t version, int number, const std::string& price, const std::string& code) {
  const std::string sku = sku_of(number);
  return put(
      version, "article", sku,
      R"({"sku":")" + sku + R"(","name":"Tea )" + price + R"(","price":")" + price + R"(","barcode":")" + code + "\"}");
}
std::vector<wire::Change> first_version(int articles) {
  std::vector<wire::Change> rows{
      put(1, "tax_category", "std", R"({"name":"Standard","rates":[{"code":"A","name":"A","rate":"20"}]})"),
      put(1, "price_book", "promo", R"({"currency":"EUR","priority":5})")};
  for (int i = 0; i < articles; ++i) rows.push_back(article(1, i, "1.00", "X" + sku_of(i)));
  rows.push_back(put(1, "price", "p", R"({"book":"promo","sku":")" + sku_of(1) + R"(","price":90})"));
  return rows;
}
/// All prices, a new article, one that goes, a barcode that wanders, a price of a book, a book's rank.
std::vector<wire::Change> second_version(int articles) {
  std::vector<wire::Change> rows;
  for (int i = 0; i < articles; ++i) rows.push_back(article(2, i, "2.00", i == 0 ? "XNEW" : "X" + sku_of(i)));
  rows.push_back(article(2, articles, "2.00", "XFRESH"));
  rows.push_back(put(2, "price", "p", R"({"book":"promo","sku":")" + sku_of(1) + R"(","price":180})"));
  rows.push_back(put(2, "price_book", "promo", R"({"currency":"EUR","priority":9})"));
  return rows;
}

/// What a till sees, of one moment.
struct Seen {
  std::int64_t first, last, promo;
  bool old_code, new_code, fresh, fresh_listed;
  std::string name, product_name;
  friend bool operator==(const Seen&, const Seen&) = default;
};
Seen look(db::Connection& connection, const Site& site, Instant now, int articles) {
  connection.execute("BEGIN");
  const auto price = [&](int number) {
    const auto variant = catalogue::find_variant_by_sku(connection, sku_of(number));
    const auto found =
        variant ? catalogue::price_of(connection, *variant, Quantity::pieces(1), now, site) : std::nullopt;
    return found ? found->amount : -1;
  };
  Seen seen{price(0), price(articles - 1), price(1), false, false, false, false, {}, {}};
  const auto old_code = catalogue::find_variant_by_code(connection, "X" + sku_of(0));
  const auto new_code = catalogue::find_variant_by_code(connection, "XNEW");
  seen.old_code = old_code.has_value();
  seen.new_code = new_code.has_value();
  seen.fresh = catalogue::find_variant_by_code(connection, "XFRESH").has_value();
  const auto variant = catalogue::find_variant_by_sku(connection, sku_of(articles - 1));
  seen.name = variant->name;
  seen.product_name = catalogue::load_product(connection, variant->product_id)->name;
  catalogue::ProductSearch last;
  last.cursor = "i" + std::to_string(articles - 1);  // products come in the order of their rows
  seen.fresh_listed = catalogue::find_products(connection, last, site)->products.size() > 1;
  connection.execute("COMMIT");
  return seen;
}
const Seen before{100, 100, 90, true, false, false, false, "Tea 1.00", "Tea 1.00"};
const Seen after{200, 200, 180, false, true, true, true, "Tea 2.00", "Tea 2.00"};
}  // namespace

TEST_CASE("a data set that is equal is proved while another one differs, and all only together", "[replication]") {
  Shop shop;
  shop.stage(1, {article(1, 1, "1.00", "4006381333931"),
                 put(1, "tax_category", "zero", R"({"code":"zero","name":"Zero","rates":[{"rate":"0"}]})")});
  wire::Roots roots = shop.roots();
  REQUIRE(roots.size() == 2);
  shop.on_thread([roots](MasterStore& masters) {
    CHECK_FALSE(masters.proof().all);
    CHECK(masters.activate(1, roots));
    CHECK(masters.proof().all);
    CHECK(masters.proof().of("article"));
    CHECK(masters.proof().of("tax_category"));
  });
  shop.wait();
  roots["article"] = wire::DatasetDigest{}.root("article");
  shop.on_thread([roots](MasterStore& masters) {
    CHECK_FALSE(masters.activate(1, roots));
    CHECK_FALSE(masters.proof().all);
    CHECK_FALSE(masters.proof().of("article"));
    CHECK(masters.proof().of("tax_category"));
  });
  shop.wait();
}

TEST_CASE("a large version is seen whole or not at all, and sales go on meanwhile", "[replication]") {
  const char* wish = std::getenv("HOLDFAST_LARGE_VERSION");
  const int articles = wish != nullptr ? std::atoi(wish) : 2'000;
  Shop shop;
  shop.stage(1, first_version(articles));
  shop.activate(1);
  shop.stage(2, second_version(articles));
  db::Connection reader{shop.store().options().file, db::Access::reader};
  const Site site = *shop.store().site();
  REQUIRE(look(reader, site, shop.store().now(), articles) == before);
  // Somebody looks all the time, on a thread and a connection of their own, while this one sells.
  std::atomic<int> moments{0}, changes{0}, mixtures{0};
  std::atomic<bool> enough{false};
  const Instant now = shop.store().now();
  std::thread looker{[&] {
    Seen last = before;
    while (!enough) {
      const Seen seen = look(reader, site, now, articles);
      ++moments;
      if (seen != before && seen != after) ++mixtures;
      if (seen != std::exchange(last, seen)) ++changes;
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  }};
  bool selling = false;
  std::int64_t longest_us = 0, sales = 0;
  auto asked = std::chrono::steady_clock::now();
  const auto began = asked;
  shop.activate(2, [&] {
    if (std::exchange(selling, true)) return;
    asked = std::chrono::steady_clock::now();
    shop.store().submit(shop.call(), store::leave_a_mark("sale"), [&](const Result<store::Answer>& answer) {
      CHECK(answer);
      const auto waited = std::chrono::steady_clock::now() - asked;
      longest_us = std::max(longest_us, std::chrono::duration_cast<std::chrono::microseconds>(waited).count());
      ++sales;
      selling = false;
    });
  });
  enough = true;
  looker.join();
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  CHECK(look(reader, site, shop.store().now(), articles) == after);
  CHECK(mixtures == 0);
  CHECK(changes <= 1);
  CHECK(moments > 2);
  CHECK(shop.number("SELECT count(*) FROM variant_former") == 0);
  CHECK(shop.number("SELECT active_version FROM feed_state") == 2);
  std::printf("version of %d rows in force in %lld ms; %lld sales meanwhile, the longest waited %lld us\n", articles,
              static_cast<long long>(took.count()), static_cast<long long>(sales), static_cast<long long>(longest_us));
}

TEST_CASE("a store that dies in the middle of a large version shows the old one, and ends it without a hub",
          "[replication]") {
  constexpr int articles = 1'500;
  Shop shop;
  shop.stage(1, first_version(articles));
  shop.activate(1);
  shop.stage(2, second_version(articles));
  const Site site = *shop.store().site();
  const std::string file = shop.store().options().file;
  shop.on_thread([roots = shop.roots()](MasterStore& masters) { masters.activate(2, roots); });
  {
    db::Connection reader{file, db::Access::reader};
    const auto staged = [&] { return staged_rows(reader); };
    const std::int64_t all = staged();
    while (!shop.over && staged() > all - 300) {
      shop.io().restart();
      shop.io().run_one_for(std::chrono::milliseconds{1});
    }
    shop.end_thread();
    REQUIRE(catalogue::held(reader));
    CHECK(look(reader, site, shop.store().now(), articles) == before);
  }
  shop.reopen();
  db::Connection reader{file, db::Access::reader};
  CHECK(look(reader, site, shop.store().now(), articles) == before);
  // Who edits an article now would write back what the version has changed.
  auto edit = shop.submit(shop.call(), [](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    TRY(commands::require(tx, context, Permission::catalogue_edit));
    return store::Answer{};
  });
  REQUIRE_FALSE(edit);
  CHECK(edit.error().code == ErrorCode::busy);
  shop.on_thread([](MasterStore& masters) { masters.resume(); });
  shop.wait();
  CHECK(look(reader, site, shop.store().now(), articles) == after);
  CHECK(shop.number("SELECT active_version FROM feed_state") == 2);
  CHECK(shop.number("SELECT count(*) FROM feed_stage") == 0);
  CHECK(shop.number("SELECT count(*) FROM product_former") == 0);
}

TEST_CASE("after a snapshot the digests are of the rows that are here, also when some had gone by accident",
          "[replication]") {
  Shop shop;
  shop.stage(1, first_version(5));
  shop.activate(1);
  const wire::Roots roots = shop.roots();
  db::Connection{shop.store().options().file, db::Access::writer}.execute(
      "DELETE FROM feed_row WHERE row_key = 'A000003'");
  shop.on_thread([&](MasterStore& masters) {
    wire::Manifest manifest;
    manifest.version = 1;
    manifest.roots = roots;
    manifest.parts.resize(1);
    masters.begin_snapshot(manifest);
    masters.stage_part(0, first_version(5));
    CHECK(masters.activate_snapshot());
  });
  shop.wait();
  CHECK(shop.roots() == roots);
  CHECK(shop.number("SELECT count(*) FROM feed_row WHERE dataset = 'article'") == 5);
}

TEST_CASE("many rows whose day has come begin at one instant", "[replication]") {
  constexpr int articles = 1'200;
  Shop shop;
  shop.stage(1, first_version(articles));
  shop.activate(1);
  std::vector<wire::Change> rows;
  const std::string day = to_rfc3339(shop.store().now().plus_seconds(3600));
  for (int i = 0; i < articles; ++i)
    rows.push_back(
        put(2, "article", sku_of(i),
            R"({"sku":")" + sku_of(i) + R"(","name":"Tea 1.00","price":"3.00","effectiveFrom":")" + day + "\"}"));
  shop.stage(2, rows);
  shop.activate(2);
  db::Connection reader{shop.store().options().file, db::Access::reader};
  const Site site = *shop.store().site();
  CHECK(look(reader, site, shop.store().now(), articles).first == 100);
  shop.now_us += 3'700'000'000;
  shop.on_thread([&](MasterStore& masters) { masters.apply_due(shop.store().now()); });
  bool mixed = false;
  shop.wait([&] {
    const Seen seen = look(reader, site, shop.store().now(), articles);
    mixed |= seen.first != seen.last;
  });
  CHECK_FALSE(mixed);
  CHECK(look(reader, site, shop.store().now(), articles).last == 300);
}
}  // namespace holdfast::replication
