#include "release/token_key.h"

#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <vector>

#include "base/digest.h"

namespace holdfast::release {
namespace {
constexpr std::size_t key_bytes = 32, signature_bytes = 64, label_bytes = 32;

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
}  // PKCS #11 knows no const

Error says(const char* what, CK_RV code) {
  const char* why = code == CKR_PIN_INCORRECT ? ": the PIN is wrong"
                    : code == CKR_PIN_LOCKED  ? ": the PIN is locked"
                                              : "";
  return Error{ErrorCode::conflict,
               std::string{"The token cannot "} + what + why + " (PKCS #11 code " + std::to_string(code) + ").",
               {}};
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* at = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() && std::from_chars(at, at + 2, value, 16).ptr == at + 2) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// A module stays loaded for as long as the process lives: several do not bear to be ended and begun again.
CK_FUNCTION_LIST* load(const std::string& module) {
  void* library = ::dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return nullptr;
  const auto get = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library, "C_GetFunctionList"));
  CK_FUNCTION_LIST* functions = nullptr;
  if (get == nullptr || get(&functions) != CKR_OK) return nullptr;
  const CK_RV begun = functions->C_Initialize(nullptr);
  return begun == CKR_OK || begun == CKR_CRYPTOKI_ALREADY_INITIALIZED ? functions : nullptr;
}

std::optional<CK_SLOT_ID> slot_of(CK_FUNCTION_LIST& token, const std::string& label) {
  unsigned long count = 0;
  if (token.C_GetSlotList(CK_TRUE, nullptr, &count) != CKR_OK) return std::nullopt;
  std::vector<CK_SLOT_ID> slots(count);
  if (token.C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK) return std::nullopt;
  for (const CK_SLOT_ID slot : slots) {
    CK_TOKEN_INFO info{};
    if (token.C_GetTokenInfo(slot, &info) != CKR_OK) continue;
    std::string_view name{reinterpret_cast<const char*>(info.label), label_bytes};
    if (name.substr(0, name.find_last_not_of(' ') + 1) == label) return slot;
  }
  return std::nullopt;
}

std::optional<CK_OBJECT_HANDLE> object_of(CK_FUNCTION_LIST& token, CK_SESSION_HANDLE session, CK_OBJECT_CLASS kind,
                                          const std::string& label) {
  CK_KEY_TYPE type = CKK_EC_EDWARDS;
  CK_ATTRIBUTE wanted[] = {{CKA_CLASS, &kind, sizeof kind},
                           {CKA_KEY_TYPE, &type, sizeof type},
                           {CKA_LABEL, bytes(std::string_view{label}), label.size()}};
  if (token.C_FindObjectsInit(session, wanted, std::size(wanted)) != CKR_OK) return std::nullopt;
  CK_OBJECT_HANDLE found = 0;
  unsigned long count = 0;
  const CK_RV looked = token.C_FindObjects(session, &found, 1, &count);
  token.C_FindObjectsFinal(session);
  return looked == CKR_OK && count == 1 ? std::optional{found} : std::nullopt;
}
}  // namespace

struct TokenKey::Session {
  CK_FUNCTION_LIST* token;
  CK_SESSION_HANDLE handle;
  CK_OBJECT_HANDLE private_key;
  std::string point;  ///< 32 bytes
  Session(CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE open) : token{functions}, handle{open}, private_key{0} {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() { token->C_CloseSession(handle); }
};

Result<TokenAddress> parse_token_address(std::string_view uri) {
  constexpr std::string_view scheme = "pkcs11:";
  if (!uri.starts_with(scheme))
    return refuse(ErrorCode::invalid_body, "A key in a token is written `pkcs11:token=…;object=…?module-path=…`.");
  uri.remove_prefix(scheme.size());
  TokenAddress out;
  while (!uri.empty()) {
    const std::string_view part = uri.substr(0, uri.find_first_of(";?&"));
    uri.remove_prefix(std::min(uri.size(), part.size() + 1));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string value = unescaped(part.substr(equals + 1));
    const std::string_view name = part.substr(0, equals);
    if (name == "token")
      out.token = value;
    else if (name == "object")
      out.object = value;
    else if (name == "module-path")
      out.module = value;
    else if (name == "pin-source")
      out.pin_file = value.starts_with("file:") ? value.substr(5) : value;
  }
  if (out.token.empty() || out.object.empty() || out.module.empty())
    return refuse(ErrorCode::invalid_body, "A key in a token needs `token`, `object` and `module-path`.");
  return out;
}

Result<TokenKey> TokenKey::open(const TokenAddress& at, std::string_view pin) {
  CK_FUNCTION_LIST* token = load(at.module);
  if (token == nullptr) return refuse(ErrorCode::conflict, at.module + " is no PKCS #11 module that can be loaded.");
  const auto slot = slot_of(*token, at.token);
  if (!slot) return refuse(ErrorCode::not_found, "There is no token `" + at.token + "`.");
  CK_SESSION_HANDLE handle = 0;
  if (const CK_RV said = token->C_OpenSession(*slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle); said != CKR_OK)
    return tl::unexpected(says("open a session", said));
  auto session = std::make_shared<Session>(token, handle);
  const CK_RV logged_in = token->C_Login(handle, CKU_USER, bytes(pin), pin.size());
  if (logged_in != CKR_OK && logged_in != CKR_USER_ALREADY_LOGGED_IN)
    return tl::unexpected(says("be opened", logged_in));
  const auto private_key = object_of(*token, handle, CKO_PRIVATE_KEY, at.object),
             public_key = object_of(*token, handle, CKO_PUBLIC_KEY, at.object);
  if (!private_key || !public_key)
    return refuse(ErrorCode::not_found, "The token has no Ed25519 key pair `" + at.object + "`.");
  // DER: an octet string of the 32 bytes (PKCS #11 v3.0, section 2.3.5); some tokens leave the wrapping out.
  std::string point(key_bytes + 2, '\0');
  CK_ATTRIBUTE wanted{CKA_EC_POINT, point.data(), point.size()};
  if (token->C_GetAttributeValue(handle, *public_key, &wanted, 1) != CKR_OK || wanted.ulValueLen < key_bytes)
    return refuse(ErrorCode::conflict, "The token does not give the public key away.");
  point.resize(wanted.ulValueLen);
  session->point = point.substr(point.size() - key_bytes);
  session->private_key = *private_key;
  return TokenKey{std::move(session)};
}

rollout::PublicKey TokenKey::public_key() const {
  return {"ed25519", to_hex({reinterpret_cast<const std::uint8_t*>(session_->point.data()), session_->point.size()})};
}

std::string TokenKey::sign(std::string_view text) const {
  CK_MECHANISM mechanism{CKM_EDDSA, nullptr, 0};
  std::string signature(signature_bytes, '\0');
  unsigned long size = signature.size();
  CK_RV said = session_->token->C_SignInit(session_->handle, &mechanism, session_->private_key);
  if (said == CKR_OK)
    said = session_->token->C_Sign(session_->handle, bytes(text), text.size(), bytes(signature), &size);
  if (said != CKR_OK || size != signature_bytes) throw std::runtime_error{says("sign", said).detail};
  return signature;
}
}  // namespace holdfast::release
