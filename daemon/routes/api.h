#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "carts/weighing.h"
#include "http/message.h"
#include "store/store.h"

namespace holdfast::commands {
struct FraudCheck;
}
namespace holdfast::orders {
struct Order;
}

namespace holdfast::routes {
using store::Answer;
using store::ReadContext;

/// What a route sees of the request. The body is parsed already; path parameters are percent-decoded, in order.
struct Input {
  http::Request http;
  Json body;                           ///< null for a request without one
  const std::string& param(std::size_t index) const { return http.params[index]; }
  /// The parameter as a UUID; refuses with not_found when it is none (nothing has that id).
  Result<Uuid> id(std::size_t index) const;
  /// The parameter as the code of a setting that this call may make: 1 to 40 bytes.
  Result<std::string> code(std::size_t index) const;
};

/// `?limit=&cursor=` of a list. Cursors are opaque to clients: here they are row ids or sort keys as text.
struct Page {
  int limit = 50;                      ///< 1 to 200
  std::string cursor;                  ///< empty at the start
};
Result<Page> page_of(const Input& input);

/// Who may call.
struct Access {
  enum class Who { anyone, terminal, session } who = Who::session;
  std::optional<Permission> permission = std::nullopt;  ///< refused early without it, unless an Approval header is there
  static Access anyone() { return {Who::anyone}; }
  static Access terminal() { return {Who::terminal}; }
  static Access session(std::optional<Permission> needed = std::nullopt) { return {Who::session, needed}; }
};

using WriteRoute = std::function<Result<Answer>(const Input&, db::Transaction&, commands::Context&)>;
using ReadRoute = std::function<Result<Answer>(const Input&, db::Connection&, const ReadContext&)>;
/// The slow part of a command (a PIN's hash) on a reader's thread and one snapshot; the Write it gives back is submitted
/// as the request's command, under the same Call (actor, approval, Idempotency-Key). A refusal is the answer at once.
/// For dispatch: with an Idempotency-Key the key is looked up when the Write is submitted, as for any other command.
using PrepareRoute = std::function<Result<store::Write>(const Input&, db::Connection&, const ReadContext&)>;
/// What is asked of the devices: on the I/O thread, at once. An answer, or the Write of a command that goes on with what
/// was found here, submitted under the request's Call.
using HereRoute =
    std::function<Result<std::variant<Answer, store::Write>>(const Input&, const Actor& actor, store::Store& store)>;
/// What waits for somebody else, such as the hub: on the I/O thread; `told` is called there once, now or later, with an
/// answer or with the Write of a command that goes on with what was heard, submitted under the request's Call.
/// `question` outlives the Write, and stays until `told` has been called.
using Told = std::function<void(Result<std::variant<Answer, store::Write>>)>;
using AskRoute =
    std::function<void(const Input& question, const store::Call& call, store::Store& store, const Told& told)>;
/// A route that books an order, by what the hub said of it (null: nobody was asked).
using OrderRoute = Result<> (*)(const Input&, db::Transaction&, commands::Context&, const commands::FraudCheck*,
                                orders::Order& booked);
/// For what needs no database, or a store that is not set up yet. On the I/O thread, at once.
using LocalRoute = std::function<Result<Answer>(const Input&)>;

/// The table of routes; add_*_routes() of each resource fill it.
class Api {
 public:
  struct Route {
    http::Method method;
    std::string path;                  ///< `/v1/carts/{id}/items/{itemId}`
    Access access;
    WriteRoute write;                  ///< one of the four
    ReadRoute read;
    LocalRoute local;
    bool inline_read = false;          ///< see read_inline()
    PrepareRoute prepare = nullptr;    ///< or this one: see prepared_write()
    std::string raw = {};              ///< see write_raw(); the media type besides JSON
    HereRoute here = nullptr;          ///< or this one: see here()
    AskRoute ask = nullptr;            ///< or this one: see ask()
  };
  void write(http::Method method, std::string path, Access access, WriteRoute route) {
    routes_.push_back({method, std::move(path), access, std::move(route), nullptr, nullptr});
  }
  /// A write that reads `http.body` itself: JSON or text/csv, as its Content-Type says.
  void write_raw(http::Method method, std::string path, Access access, WriteRoute route) {
    write(method, std::move(path), access, std::move(route));
    routes_.back().raw = "text/csv";
  }
  void read(http::Method method, std::string path, Access access, ReadRoute route) {
    routes_.push_back({method, std::move(path), access, nullptr, std::move(route), nullptr});
  }
  /// A read of some microseconds (a lookup by key): runs on the I/O thread itself, without a hop to a reader. Everything
  /// else there waits for it, so no scans and no lists.
  void read_inline(http::Method method, std::string path, Access access, ReadRoute route) {
    routes_.push_back({method, std::move(path), access, nullptr, std::move(route), nullptr, true});
  }
  void local(http::Method method, std::string path, Access access, LocalRoute route) {
    routes_.push_back({method, std::move(path), access, nullptr, nullptr, std::move(route)});
  }
  /// A write with a slow part before it: `prepare` on a reader, then its Write on the writer. `Input` outlives both.
  void prepared_write(http::Method method, std::string path, Access access, PrepareRoute prepare) {
    routes_.push_back({method, std::move(path), access, nullptr, nullptr, nullptr, false, std::move(prepare)});
  }
  /// The same, where the body is a file of this media type, which `prepare` reads from `http.body`.
  void prepared_file(http::Method method, std::string path, Access access, std::string media, PrepareRoute prepare) {
    prepared_write(method, std::move(path), access, std::move(prepare));
    routes_.back().raw = std::move(media);
  }
  /// See HereRoute. `Input` outlives the Write.
  void here(http::Method method, std::string path, Access access, HereRoute route) {
    routes_.push_back({method, std::move(path), access, nullptr, nullptr, nullptr});
    routes_.back().here = std::move(route);
  }
  /// See AskRoute.
  void ask(http::Method method, std::string path, Access access, AskRoute route) {
    routes_.push_back({method, std::move(path), access, nullptr, nullptr, nullptr});
    routes_.back().ask = std::move(route);
  }
  /// Books an order: at once, or once whoever has to be asked has answered (use_checkout(), checkout_desk.h). `plain`:
  /// a request that books nothing (`?preview=true`).
  void order(http::Method method, std::string path, Access access, OrderRoute route, WriteRoute plain = nullptr);
  /// True when it has taken the order over: it calls `told`. Looked up with each request.
  using Checkout = std::function<bool(const Input&, const store::Call&, store::Store&, OrderRoute, const Told&)>;
  void use_checkout(Checkout checkout) { *checkout_ = std::move(checkout); }
  const std::vector<Route>& routes() const { return routes_; }

  /// What PINs are hashed with besides their own salt (`DIR/pepper`, 32 bytes). Set before routes are added.
  void use_pepper(std::string pepper) { pepper_ = std::move(pepper); }
  const std::string& pepper() const { return pepper_; }

  /// The certificates that terminals see of this store; nothing: it shows none.
  struct Certificates {
    std::string server_pem, authority_pem;
  };
  using CertificatesOf = std::function<std::optional<Certificates>()>;
  void use_certificates(CertificatesOf certificates) { certificates_ = std::move(certificates); }
  std::optional<Certificates> certificates() const { return certificates_ ? certificates_() : std::nullopt; }
  /// Whether a terminal may pair by sending its code.
  void use_pairing_in_clear(bool allowed) { pairing_in_clear_ = allowed; }
  bool pairing_in_clear() const { return pairing_in_clear_; }

  /// Where a weighing that may be sold is found, on the I/O thread; none: nothing is weighed here.
  using WeighingOf = std::function<std::optional<carts::Weighing>(const Uuid&)>;
  void use_weighings(WeighingOf weighing_of) { weighing_of_ = std::move(weighing_of); }
  std::optional<carts::Weighing> weighing_of(const Uuid& id) const;

  /// Terminals that were here and are not any more, on the I/O thread; none: nobody can tell.
  using Left = std::function<std::vector<Uuid>()>;
  void use_left(Left left) { left_ = std::move(left); }
  std::vector<Uuid> left() const { return left_ ? left_() : std::vector<Uuid>{}; }

 private:
  std::vector<Route> routes_;
  std::string pepper_;
  CertificatesOf certificates_;
  bool pairing_in_clear_ = true;
  WeighingOf weighing_of_;
  std::shared_ptr<Checkout> checkout_ = std::make_shared<Checkout>();
  Left left_;
};

/// `body` builders: 200/201 with JSON; `location` and `etag` are optional.
Answer ok(std::string json);
Answer created(std::string json, std::string location);
/// 201 with the order; 202 while a terminal is at it.
Answer order_answer(int status, const orders::Order& order);
}  // namespace holdfast::routes
