#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "store/answer.h"

namespace holdfast::store {
/// How first answers are kept for replays. A body is plain (0), zstd with the built-in dictionary (1), or, when
/// a seal is given, AES-256-GCM under a key that only the client's Idempotency-Key gives (2): the file alone never
/// yields a token. The first byte says which.
class AnswerCodec {
 public:
  AnswerCodec();
  ~AnswerCodec();
  AnswerCodec(const AnswerCodec&) = delete;
  AnswerCodec& operator=(const AnswerCodec&) = delete;
  std::string encode_body(std::string_view body, const std::optional<Sha256>& seal);
  std::string decode_body(std::string_view stored, const Sha256& seal);
  /// One line each: `Name: value`; the content type comes first when it is not application/json.
  static std::string encode_headers(const Answer& answer);
  static void decode_headers(std::string_view stored, Answer& answer);

 private:
  struct Zstd;
  std::unique_ptr<Zstd> zstd_;
};
}  // namespace holdfast::store
