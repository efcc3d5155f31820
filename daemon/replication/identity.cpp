#include "replication/identity.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

#include "base/json.h"
#include "base/json_writer.h"
#include "config/data_folder.h"
#include "http/tls.h"
#include "http/tls_context.h"
#include "vault/keys_of.h"

namespace holdfast::replication {
namespace {
using Bio = std::unique_ptr<BIO, Ends<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Request = std::unique_ptr<X509_REQ, Ends<X509_REQ_free>>;

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}
/// The key of this store's certificate is sealed by the field keys of its folder, as a secret in the database is.
vault::FieldKeys keys_of(const std::filesystem::path& data) {
  const std::filesystem::path file = vault::find_key_file(data / "store.db");
  if (file.empty()) return {};
  auto keys = vault::FieldKeys::parse(config::read_file(file));
  if (!keys) throw vault::Unreadable{file.string() + ": " + keys.error().detail};
  return *std::move(keys);
}
constexpr std::string_view key_place = "hub.key/identity", pending_place = "hub.key/pending";
std::string opened(const std::filesystem::path& data, std::string_view stored, std::string_view place) {
  auto key = keys_of(data).open(stored, place);
  if (!key) throw vault::Unreadable{"the field keys here do not open the hub's credential: put back the file `field-keys`, or enrol again"};
  return *std::move(key);
}
std::filesystem::path pending_file(const std::filesystem::path& data) { return data / "hub-key.json"; }

void must(bool done) {
  if (!done) throw std::runtime_error(http::tls_error("no key can be made"));
}
}  // namespace

std::filesystem::path identity_file(const std::filesystem::path& data) { return data / "hub.json"; }

std::optional<Identity> load_identity(const std::filesystem::path& data) {
  if (!std::filesystem::exists(identity_file(data))) return std::nullopt;
  const Result<Json> json = parse_json(config::read_file(identity_file(data)));
  if (!json) throw std::runtime_error(identity_file(data).string() + " is no JSON: enrol this store again");
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  Identity identity{fields.text("url"),
                    fields.text("siteId"),
                    fields.text("tenantId"),
                    fields.text("channelId"),
                    fields.text("key", 20'000),
                    fields.text("certificate", 60'000),
                    fields.text("authority", 60'000),
                    fields.maybe_time("renewAfter").value_or(Instant{})};
  if (!errors.empty())
    throw std::runtime_error(identity_file(data).string() + " lacks " + errors.front().pointer +
                             ": enrol this store again");
  identity.key_pem = opened(data, identity.key_pem, key_place);
  return identity;
}

void save_identity(const std::filesystem::path& data, const Identity& identity) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("url", identity.url).member("siteId", identity.site_id);
  json.member("tenantId", identity.tenant_id).member("channelId", identity.channel_id);
  json.member("key", keys_of(data).seal(identity.key_pem, key_place)).member("certificate", identity.certificate_pem);
  json.member("authority", identity.authority_pem).key("renewAfter").time(identity.renew_after, 0).end_object();
  config::write_file(identity_file(data), text, config::Secrecy::secret);
  std::filesystem::remove(pending_file(data));
}

NewKey pending_key(const std::filesystem::path& data, std::string_view site_id) {
  if (std::filesystem::exists(pending_file(data))) {
    const Result<Json> json = parse_json(config::read_file(pending_file(data)));
    const Json* key = json ? json->find("key") : nullptr;
    const Json* request = json ? json->find("request") : nullptr;
    if (key != nullptr && request != nullptr) return {opened(data, key->text(), pending_place), request->text()};
  }
  NewKey made = make_key(site_id);
  std::string text;
  JsonWriter{text}.begin_object().member("key", keys_of(data).seal(made.key_pem, pending_place)).member("request", made.request_pem).end_object();
  config::write_file(pending_file(data), text, config::Secrecy::secret);
  return made;
}

NewKey make_key(std::string_view site_id) {
  const Key key(EVP_EC_gen("P-256"));
  const Request request(X509_REQ_new());
  const Bio secret(BIO_new(BIO_s_mem())), asked(BIO_new(BIO_s_mem()));
  must(key && request && secret && asked);
  const std::string_view name = site_id.substr(0, 64);  // ub-common-name, RFC 5280
  must(X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_UTF8,
                                  reinterpret_cast<const unsigned char*>(name.data()), static_cast<int>(name.size()),
                                  -1, 0) == 1);
  must(X509_REQ_set_pubkey(request.get(), key.get()) == 1 && X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0);
  must(PEM_write_bio_PKCS8PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  must(PEM_write_bio_X509_REQ(asked.get(), request.get()) == 1);
  return {text_of(secret.get()), text_of(asked.get())};
}

Result<EnrolmentToken> parse_token(std::string_view text) {
  const auto bad = [] {
    return refuse(ErrorCode::invalid_argument, "this is no enrolment token: HF1.<secret>.<digest>");
  };
  constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  if (!text.starts_with("HF1.")) return bad();
  const std::size_t dot = text.rfind('.');
  const std::string_view secret = dot > 4 ? text.substr(4, dot - 4) : std::string_view{};
  const std::string_view digest = text.substr(dot + 1);
  if (secret.empty() || secret.size() > 200 || secret.find_first_not_of(base64url) != std::string_view::npos)
    return bad();
  if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != std::string_view::npos) return bad();
  return EnrolmentToken{std::string{text}, std::string{digest}};
}
}  // namespace holdfast::replication
