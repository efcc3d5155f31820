// Leases of gift cards between two real stores' books and a real hub's: nothing is spent twice, nothing is lost,
// whatever happens in between.
#include <random>

#include "base/json_text.h"
#include "commands/borrow_value.h"
#include "commands/lease_value.h"
#include "commands/place_order.h"
#include "database/hub_fixture.h"
#include "engine/lease_plan.h"
#include "engine/leases.h"
#include "engine/own_rows.h"
#include "engine/publishing.h"
#include "engine/value_ledger.h"
#include "operations/registry.h"
#include "support/value_shop.h"

namespace holdfast::database {
namespace {
using test::pay;
using test::ValueShop;
constexpr std::int64_t hour = 3600;

/// A store with its line to the hub.
struct Branch : ValueShop {
  engine::SiteKey key;
  std::size_t told = 0;  ///< events that the hub has
  bool line = true;
  bool leased = false;        ///< a lease came down and was not taken off
  std::vector<Uuid> unheard;  ///< calls whose answers were lost
  std::int64_t issued = 0, spent = 0;

  explicit Branch(const std::string& site) : key{"tenant-1", site} {
    this->site.site_id = site;
    seed += site == "site-1" ? 0x1234567 : 0x7654321;  // ids of two stores differ
  }
};

struct World : HubFixture {
  Branch one{"site-1"}, two{"site-2"};
  operations::Registry registry = operations::all_operations();
  const std::string code = "PLASTIC700001";
  Uuid account;
  std::vector<engine::Oddity> odd;
  std::uint64_t calls = 9'000;

  explicit World(
      const std::string& policy = R"({"cards":{"sharePercent":40,"most":4000,"least":100,"stores":2,"hours":48}})") {
    hub.write([&](engine::HubTransaction& tx) {
      tx.fleet.put(engine::Tenant{"tenant-1", "Tenant"}, now);
      tx.fleet.put(engine::SalesChannel{{"tenant-1", "channel-1"}, "Channel"}, now);
      engine::enrol(tx, two.key, "channel-1", now);
      for (const Branch* each : {&one, &two}) tx.fleet.put_card(each->key, each->key.site, now);
    });
    const engine::MasterRow row{"lease_policy", "leases", wire::Op::put, policy};
    REQUIRE(engine::publish(hub, {"tenant-1", "channel-1"}, {&row, 1}, now));
  }
  engine::Reply ask(Branch& store, const std::string& operation, const std::string& request, const Uuid& id) {
    const std::string body = R"({"operationId":")" + to_string(id) + R"(","request":)" + request + "}";
    return operations::perform(hub, registry, {store.key, "channel-1", operation, body, now});
  }
  static std::string answer_of(const engine::Reply& reply) {
    return json_text(*parse_json(reply.body)->find("answer"));
  }

  /// A card of the hub's, sold by the first store.
  void sell_card(std::int64_t amount) {
    const Uuid id = numbered_id(700);
    const auto reply =
        ask(one, "giftCard.reserve",
            R"({"accountId":")" + to_string(id) + R"(","code":")" + code + R"(","kind":"gift_card","currency":"EUR"})",
            numbered_id(++calls));
    REQUIRE(reply.status == 200);
    const std::string normal = stored_value::normal_code(code);
    commands::IssueCard issue;
    issue.code = code;
    REQUIRE(
        one.run([&](auto& tx, auto& ctx) { return commands::issue_at_hub(tx, issue, answer_of(reply), normal, ctx); }));
    account = id;
    top_up(one, amount);
  }
  void top_up(Branch& store, std::int64_t amount) {
    const auto sold = store.ring({store.card_line(amount, code)}, {pay("cash")});
    INFO((sold ? std::string{} : sold.error().detail));
    REQUIRE(sold);
    store.issued += amount;
  }
  /// Up: every event once or twice, in order.
  void upload(Branch& store, bool twice) {
    std::vector<std::string> lines;
    const std::string all = store.event_bodies();
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      lines.push_back(all.substr(at, end - at));
      at = end + 1;
    }
    for (; store.told < lines.size(); ++store.told) {
      const auto event = parse_json(lines[store.told]);
      const std::string type = event->find("type")->text();
      if (type != "GiftCardActivated" && type != "GiftCardMoved" && type != "PointsMoved") continue;
      for (int i = 0; i < (twice ? 2 : 1); ++i)
        hub.write([&](engine::HubTransaction& tx) {
          for (engine::Oddity& each : engine::note_value(tx, store.key, *event->find("payload"), now))
            odd.push_back(std::move(each));
        });
    }
  }
  void download(Branch& store) {
    std::optional<std::string> body;
    hub.read([&](engine::HubTransaction& tx) {
      body = tx.feed.body(engine::own_key({"tenant-1", "channel-1"}, store.key.site), "lease",
                          store.key.site + "/" + to_string(account));
    });
    if (body) {
      const auto lease = commands::read_lease(*parse_json(*body));
      REQUIRE(lease);
      const auto taken = store.run([&](auto& tx, auto& ctx) { return commands::take_lease(tx, *lease, ctx); });
      INFO((taken ? std::string{} : taken.error().detail));
      CHECK(taken);
    } else if (store.leased) {
      store.run([&](auto& tx, auto& ctx) {
        commands::lose_lease(tx, account, ctx);
        return Result<>{};
      });
    }
    store.leased = body.has_value();
  }
  void sync(Branch& store, bool twice = false) {
    if (!store.line) return;
    hub.write([&](engine::HubTransaction& tx) { tx.fleet.saw(store.key, now); });
    for (const Uuid& lost : std::exchange(store.unheard, {}))
      CHECK(ask(store, "giftCard.release", R"({"operationId":")" + to_string(lost) + "\"}", numbered_id(++calls))
                .status == 200);
    upload(store, twice);
    engine::renew_leases(hub, "tenant-1", 10, now);
    download(store);
    upload(store, twice);
  }
  void settle_all() {
    for (int i = 0; i < 4; ++i)
      for (Branch* each : {&one, &two}) sync(*each);
  }
  void pass(std::int64_t seconds) {
    now = now.plus_seconds(seconds);
    for (Branch* each : {&one, &two}) {
      each->advance(seconds);
      each->run([&](auto& tx, auto& ctx) {
        commands::expire_value(tx, ctx);
        return Result<>{};
      });
    }
  }
  bool pay_here(Branch& store, std::int64_t amount) {
    const auto order = store.ring({ValueShop::line(store.bread, 10)}, {pay("giftcard", amount, code), pay("cash")});
    if (order) store.spent += amount;
    return order.has_value();
  }
  /// Set aside at the hub for a cart: booked here, or the answer is lost on the way.
  bool authorise(Branch& store, std::int64_t amount, bool lost) {
    if (!store.line) return false;
    const Uuid id = numbered_id(++calls);
    const auto reply =
        ask(store, "giftCard.authorise",
            R"({"code":")" + code + R"(","amount":)" + std::to_string(amount) + R"(,"currency":"EUR"})", id);
    if (reply.status != 200) return false;
    if (lost) {
      store.unheard.push_back(id);
      return false;
    }
    commands::CreateCart head;
    head.register_id = store.register_id;
    const auto cart = store.run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, head, ctx); });
    REQUIRE(cart);
    commands::AddItem item;
    item.article.variant = store.bread.id;
    item.quantity = Quantity::pieces(10);
    REQUIRE(
        store.run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart->cart.id, {}}, item, ctx); }));
    const commands::AuthoriseCard wish{code, amount, cart->cart.id};
    const auto held =
        store.run([&](auto& tx, auto& ctx) { return commands::borrow_for_cart(tx, wish, id, answer_of(reply), ctx); });
    INFO((held ? std::string{} : held.error().detail));
    REQUIRE(held);
    if (amount % 3 == 0) {  // the customer thinks better of it
      REQUIRE(store.run([&](auto& tx, auto& ctx) { return commands::release_card(tx, held->hold.id, ctx); }));
      return true;
    }
    commands::PlaceOrder place;
    place.cart_id = cart->cart.id;
    place.checkout.payments = {pay("giftcard", amount, code), pay("cash")};
    const auto order = store.run([&](auto& tx, auto& ctx) { return commands::place_cart_order(tx, place, ctx); });
    INFO((order ? std::string{} : order.error().detail));
    REQUIRE(order);
    store.spent += amount;
    return true;
  }
  stored_value::Account at_hub() {
    return *read([&](engine::HubTransaction& tx) { return tx.values.lock("tenant-1", account); });
  }
  std::int64_t sum() {
    return read([&](engine::HubTransaction& tx) { return tx.values.sum_of_entries("tenant-1", account); });
  }
  std::int64_t lent_to(const Branch& store) {
    return engine::leased_to(
        read([&](engine::HubTransaction& tx) { return tx.values.open_grants("tenant-1", account); }), store.key.site);
  }
  static std::int64_t here(Branch& store) {
    return store.number("SELECT coalesce(sum(balance), 0) FROM value_account WHERE home = 'hub'");
  }
};
}  // namespace

TEST_CASE("a store is lent a share of a card it sold, and spends it alone", "[leases]") {
  World world;
  world.sell_card(5000);
  world.sync(world.one);
  CHECK(world.lent_to(world.one) == 2000);
  CHECK(World::here(world.one) == 2000);
  CHECK(world.at_hub().available() == 3000);
  world.one.line = false;
  CHECK_FALSE(world.pay_here(world.one, 2001));
  CHECK(world.pay_here(world.one, 1500));
  CHECK_FALSE(world.pay_here(world.one, 501));
  // Meanwhile the other store has what is not lent, and not a cent of the rest.
  CHECK(world.authorise(world.two, 2999, false) == true);
  CHECK_FALSE(world.authorise(world.two, 3001, false));
  world.one.line = true;
  world.settle_all();
  CHECK(world.odd.empty());
  CHECK(world.at_hub().balance == 5000 - world.one.spent - world.two.spent);
  world.one.sound();
  world.two.sound();
}

TEST_CASE("a lease ends by the store's clock, and the hub waits to hear of it", "[leases]") {
  World world;
  world.sell_card(5000);
  world.sync(world.one);
  world.one.line = false;
  world.pass(49 * hour);
  CHECK(World::here(world.one) == 0);
  CHECK_FALSE(world.pay_here(world.one, 100));
  engine::renew_leases(world.hub, "tenant-1", 10, world.now);
  CHECK(world.at_hub().held == 2000);  // the store may have spent it: nobody else does
  CHECK_FALSE(world.authorise(world.two, 3001, false));
  world.one.line = true;
  world.settle_all();
  CHECK(world.odd.empty());
  CHECK(world.at_hub().held == World::here(world.one) + World::here(world.two));
}

TEST_CASE("what one store holds is asked back for another that needs it", "[leases]") {
  World world;
  world.sell_card(5000);
  world.sync(world.one);
  const Uuid id = numbered_id(++world.calls);
  const auto refused = world.ask(world.two, "giftCard.authorise",
                                 R"({"code":")" + world.code + R"(","amount":4500,"currency":"EUR"})", id);
  CHECK(refused.body.find("asked back") != std::string::npos);
  world.settle_all();
  CHECK(World::here(world.one) == 0);
  CHECK(world.authorise(world.two, 4501, false) == true);
  world.settle_all();
  CHECK(World::here(world.one) == 0);  // it rests
  CHECK(world.odd.empty());
}

TEST_CASE("a lost store's lease is given up by policy alone, and what it spent then is told", "[leases]") {
  World world{R"({"cards":{"sharePercent":40,"most":4000,"hours":48,"reclaimDays":30}})"};
  world.sell_card(5000);
  world.sync(world.one);
  world.one.line = false;
  REQUIRE(world.pay_here(world.one, 2000));
  world.pass(33 * 24 * hour);
  engine::renew_leases(world.hub, "tenant-1", 10, world.now);
  CHECK(world.at_hub().held == 0);
  CHECK(world.authorise(world.two, 5000, false) == true);
  world.sync(world.two);
  world.one.line = true;
  world.settle_all();
  REQUIRE(world.odd.size() == 1);
  CHECK(world.odd[0].code == "value_overdrawn");
  CHECK(world.at_hub().balance == 0);
  CHECK(world.sum() == 0);
}

TEST_CASE("no order of grants, sales, outages, lost answers and endings spends a cent twice or loses one", "[leases]") {
  const std::uint64_t runs = 6;
  for (std::uint64_t run = 1; run <= runs; ++run) {
    INFO("seed " << run);
    std::mt19937_64 random{run};
    const auto below = [&](std::int64_t n) {
      return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
    };
    World world;
    world.sell_card(30'000);
    int paid_alone = 0;
    for (int step = 0; step < 120; ++step) {
      Branch& store = below(2) == 0 ? world.one : world.two;
      switch (below(9)) {
        case 0:
        case 1:
          if (world.pay_here(store, below(1500) + 1) && !store.line) ++paid_alone;
          break;
        case 2:
          (void)world.authorise(store, below(3000) + 1, below(5) == 0);
          break;
        case 3:
          if (below(4) == 0 && world.here(world.one) >= 0) world.top_up(world.one, below(5000) + 1);
          break;
        case 4:
          store.line = !store.line;
          break;
        case 5:
          world.pass(below(20 * hour));
          break;
        default:
          world.sync(store, below(2) == 0);
      }
      // What is lent or free is never more than what there is.
      const std::int64_t issued = world.one.issued, spent = world.one.spent + world.two.spent;
      REQUIRE(World::here(world.one) + World::here(world.two) <= issued - spent);
      REQUIRE(world.sum() == world.at_hub().balance);
    }
    world.one.line = world.two.line = true;
    world.settle_all();
    REQUIRE(world.odd.empty());
    CHECK(world.at_hub().balance == world.one.issued - world.one.spent - world.two.spent);
    CHECK(world.at_hub().held == World::here(world.one) + World::here(world.two));
    CHECK(paid_alone > 0);
    world.one.sound();
    world.two.sound();
  }
}

TEST_CASE("a plan lends no more than is free, and nothing of a card that is closed", "[leases]") {
  const Instant now{1'795'255'200'000'000};
  stored_value::Account account;
  account.state = stored_value::AccountState::active;
  account.balance = 1000;
  account.held = 950;
  engine::LeaseRules rules;
  rules.share_percent = 50;
  rules.most = 800;
  const std::vector<engine::LeaseCandidate> stores{{"site-1", now}};
  const auto little = engine::plan_leases(account, {}, {}, stores, rules, "", now);
  REQUIRE(little.steps.size() == 1);
  CHECK(little.steps[0].add == 50);
  CHECK(little.next == now.plus_seconds(36 * hour));
  account.state = stored_value::AccountState::closed;
  CHECK(engine::plan_leases(account, {}, {}, stores, rules, "", now).steps.empty());
  account.state = stored_value::AccountState::active;
  rules.share_percent = 0;
  CHECK(engine::plan_leases(account, {}, {}, stores, rules, "", now).steps.empty());
}
}  // namespace holdfast::database
