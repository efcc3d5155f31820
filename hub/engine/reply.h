#pragma once
#include <string>

#include "wire/answer.h"

namespace holdfast::engine {
/// What goes back over HTTP; the body is the document, the shell packs it.
struct Reply {
  int status = 200;
  std::string body;
};
inline Reply reply(const wire::Refusal& refusal) { return {refusal.status, wire::encode(refusal)}; }
inline Reply reply(const wire::Ack& ack) { return {200, wire::encode(ack)}; }
}  // namespace holdfast::engine
