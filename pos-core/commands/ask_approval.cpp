#include "commands/ask_approval.h"

#include <array>
#include <cstring>

#include "base/check.h"
#include "base/json.h"
#include "commands/show_cart.h"

namespace holdfast::commands {
namespace {
constexpr std::int64_t approval_seconds = 120;  // as at the till: the call follows at once
constexpr std::int64_t kept_days = 90;          // the audit trail keeps what was decided; the call's text goes

RequestState state_of(std::string_view stored, Instant expires, Instant now) {
  if (stored == "approved") return RequestState::approved;
  if (stored == "denied") return RequestState::denied;
  if (stored == "withdrawn") return RequestState::withdrawn;
  return expires > now ? RequestState::pending : RequestState::expired;
}

#define REQUEST_COLUMNS                                                                                              \
  "SELECT q.id, q.uuid, q.requester_id, s.uuid, s.code, s.name, t.name, r.uuid, r.number, q.action, q.title, "       \
  "q.before, "                                                                                                       \
  "q.after, q.reason, q.method, q.path, q.body, q.request_sha, q.cart, q.cart_version, q.cart_total, q.cart_lines, " \
  "q.state, coalesce(d.code, ''), q.note, q.decided_us, a.uuid, q.created_us, q.expires_us FROM approval_request q " \
  "JOIN staff s ON s.id = q.requester_id JOIN terminal t ON t.id = q.terminal_id "                                   \
  "LEFT JOIN register r ON r.id = t.register_id LEFT JOIN staff d ON d.id = q.decided_by "                           \
  "LEFT JOIN approval a ON a.id = q.approval_id "

ApprovalRequest read(const db::Statement& row, Instant now) {
  ApprovalRequest out;
  out.row = row.integer(0);
  out.id = row.uuid(1);
  out.requester_row = row.integer(2);
  out.requester = row.uuid(3);
  out.requester_code = row.string(4);
  out.requester_name = row.string(5);
  out.terminal = row.string(6);
  if (!row.is_null(7)) {
    out.register_id = row.uuid(7);
    out.register_number = row.small(8);
  }
  out.action = row.string(9);
  out.title = row.string(10);
  out.before = row.string(11);
  out.after = row.string(12);
  out.reason = row.string(13);
  out.call = {row.string(14), row.string(15), row.string(16)};
  std::memcpy(out.request_sha.data(), row.blob(17).data(), out.request_sha.size());
  if (!row.is_null(18)) {
    out.cart = row.uuid(18);
    out.cart_version = row.integer(19);
    out.cart_total = row.maybe_integer(20).value_or(0);
    out.cart_lines = row.maybe_integer(21).value_or(0);
  }
  out.state = state_of(row.text(22), row.instant(28), now);
  out.decided_by = row.string(23);
  out.note = row.string(24);
  out.decided = row.maybe_instant(25);
  if (!row.is_null(26)) out.approval = row.uuid(26);
  out.created = row.instant(27);
  out.expires = row.instant(28);
  return out;
}

/// The cart that a call is about: named in its path or in its body.
std::optional<Uuid> cart_of(const IntendedCall& call) {
  constexpr std::string_view carts = "/v1/carts/";
  constexpr std::size_t uuid_length = 36;
  if (call.path.starts_with(carts))
    return parse_uuid(std::string_view{call.path}.substr(carts.size()).substr(0, uuid_length));
  const auto body = parse_json(call.body);
  const Json* id = body && body->is_object() ? body->find("cartId") : nullptr;
  return id != nullptr && id->is_string() ? parse_uuid(id->text()) : std::nullopt;
}

std::string told(const ApprovalRequest& request, std::string_view state) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("requestId", request.id).member("state", state).member("action", request.action);
  json.member("staffId", request.requester);
  if (request.register_id) json.member("registerId", *request.register_id);
  json.end_object();
  return out;
}

void close(db::Transaction& tx, const ApprovalRequest& request, std::string_view state,
           std::optional<std::int64_t> approval, std::string_view note, Context& context) {
  tx.prepare(
        "UPDATE approval_request SET state = ?, decided_by = ?, decided_us = ?, note = ?, approval_id = ? WHERE id = ?")
      .exec(state, context.actor_id(), context.now, note, approval, request.row);
  context.emit(tx, "ApprovalDecided", "approval", request.id, told(request, state));
}

void withdraw_waiting(db::Transaction& tx, Context& context) {
  std::vector<Uuid> waiting;
  db::Statement& rows = tx.prepare("SELECT uuid FROM approval_request WHERE terminal_id = ? AND state = 'pending'");
  rows.all(context.actor->terminal_id);
  while (rows.step()) waiting.push_back(rows.uuid(0));
  rows.reset();
  for (const Uuid& id : waiting)
    if (const auto request = load_approval_request(tx.connection(), id, context.now))
      close(tx, *request, "withdrawn", std::nullopt, "", context);
}

/// The consent itself: for the one call, and the cart as it was when it was asked for.
std::int64_t grant(db::Transaction& tx, const ApprovalRequest& request, const std::string& note, Context& context) {
  const std::optional<std::int64_t> version = request.cart ? std::optional{request.cart_version} : std::nullopt;
  tx.prepare(
        "INSERT INTO approval(uuid, approver_id, requester_id, action, reason, created_us, expires_us, request_sha, "
        "cart, "
        "cart_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(context.ids.next(context.now), context.actor_id(), request.requester_row, request.action,
            note.empty() ? request.title : note, context.now, context.now.plus_seconds(approval_seconds),
            std::span<const std::uint8_t>{request.request_sha}, request.cart, version);
  return tx.last_rowid();
}
}  // namespace

Sha256 IntendedCall::digest() const { return sha256(method, "\n", path, "\n", body); }

std::string_view name_of(RequestState state) {
  constexpr std::array<std::string_view, 5> names{"pending", "approved", "denied", "withdrawn", "expired"};
  return names[static_cast<std::size_t>(state)];
}

Result<ApprovalRequest> load_approval_request(db::Connection& connection, const Uuid& id, Instant now) {
  db::Statement& row = connection.prepare(REQUEST_COLUMNS "WHERE q.uuid = ?");
  if (!row.all(id).step()) {
    row.reset();
    return refuse(ErrorCode::not_found, "nobody asked for consent by " + to_string(id));
  }
  ApprovalRequest out = read(row, now);
  row.reset();
  return out;
}

std::vector<ApprovalRequest> approval_requests(db::Connection& connection, Instant now, int limit) {
  std::vector<ApprovalRequest> out;
  db::Statement& rows =
      connection.prepare(REQUEST_COLUMNS "ORDER BY q.state = 'pending' AND q.expires_us > ? DESC, q.id DESC LIMIT ?");
  rows.all(now, limit);
  while (rows.step()) out.push_back(read(rows, now));
  rows.reset();
  return out;
}

std::int64_t waiting_approval_requests(db::Connection& connection, Instant now) {
  db::Statement& row =
      connection.prepare("SELECT count(*) FROM approval_request WHERE state = 'pending' AND expires_us > ?");
  const std::int64_t count = row.all(now).step() ? row.integer(0) : 0;
  row.reset();
  return count;
}

Result<ApprovalRequest> ask_approval(db::Transaction& tx, const AskApproval& command, Context& context) {
  check(context.actor != nullptr);
  if (context.actor->staff_id == 0 || context.actor->terminal_id == 0)
    return refuse(ErrorCode::conflict, "approvals are for somebody signed on at a terminal");
  withdraw_waiting(tx, context);
  tx.prepare("DELETE FROM approval_request WHERE created_us < ?")
      .exec(context.now.plus_seconds(-kept_days * seconds_per_day));
  std::optional<Uuid> cart = cart_of(command.call);
  std::optional<std::int64_t> version, total, lines;
  if (cart) {
    const CartView view = TRY(view_cart(tx.connection(), *cart, context.site, context.now, context.utc_offset_min));
    version = view.cart.version;
    total = view.priced.total;
    lines = static_cast<std::int64_t>(view.cart.items.size());
  }
  const Uuid id = context.ids.next(context.now);
  const Sha256 digest = command.call.digest();
  tx.prepare(
        "INSERT INTO approval_request(uuid, requester_id, terminal_id, action, title, before, after, reason, method, "
        "path, body, "
        "request_sha, cart, cart_version, cart_total, cart_lines, created_us, expires_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(id, context.actor_id(), context.actor->terminal_id, name_of(command.action), command.title, command.before,
            command.after, command.reason, command.call.method, command.call.path, command.call.body,
            std::span<const std::uint8_t>{digest}, cart, version, total, lines, context.now,
            context.now.plus_seconds(approval_request_seconds));
  ApprovalRequest request = TRY(load_approval_request(tx.connection(), id, context.now));
  context.emit(tx, "ApprovalRequested", "approval", id, told(request, "pending"));
  return request;
}

Result<ApprovalRequest> withdraw_approval_request(db::Transaction& tx, const Uuid& id, Context& context) {
  const ApprovalRequest request = TRY(load_approval_request(tx.connection(), id, context.now));
  if (request.requester_row != context.actor_id())
    return refuse(ErrorCode::permission_denied, "somebody else asked for it");
  if (request.state == RequestState::pending || request.state == RequestState::expired)
    close(tx, request, "withdrawn", std::nullopt, "", context);
  return load_approval_request(tx.connection(), id, context.now);
}

Result<std::variant<ApprovalRequest, PinRejected>> decide_approval(db::Transaction& tx, const DecideApproval& command,
                                                                   Context& context) {
  check(context.actor != nullptr);
  const ApprovalRequest request = TRY(load_approval_request(tx.connection(), command.request, context.now));
  if (request.requester_row == context.actor_id()) return refuse(ErrorCode::conflict, "somebody else has to approve");
  if (request.state != RequestState::pending)
    return refuse(ErrorCode::conflict, "it does not wait any more: it is " + std::string{name_of(request.state)});
  const auto permission = parse_permission(request.action);
  check(permission.has_value());
  if (!context.actor->may(Permission::approve) || !context.actor->may(*permission))
    return refuse(ErrorCode::permission_denied, context.actor->name + " may not do `" + request.action + "` either");
  if (const auto rejected = TRY(own_pin(tx, command.check, context))) return *rejected;
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("action", request.action).member("title", request.title).member("requestId", request.id);
  json.member("approved", command.approve).member("note", command.note).end_object();
  audit(tx, context, "remote_approval", to_string(request.id), detail, {context.actor_id()});
  std::optional<std::int64_t> approval;
  if (command.approve) approval = grant(tx, request, command.note, context);
  close(tx, request, command.approve ? "approved" : "denied", approval, command.note, context);
  return TRY(load_approval_request(tx.connection(), request.id, context.now));
}
}  // namespace holdfast::commands
