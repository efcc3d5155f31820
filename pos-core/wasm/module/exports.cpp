// What the module exports. The page puts a text into memory that it asked for, calls, and reads the answer where
// holdfast_answer() says it is; the answer stands until the next call. One basket at a time: there are no threads here.
#include <cstdlib>

#include "wasm/boundary.h"

namespace {
holdfast::wasm::Boundary& boundary() {
  static holdfast::wasm::Boundary it;
  return it;
}
std::string& answer() {
  static std::string text;
  return text;
}
std::size_t tell(std::string text) {
  answer() = std::move(text);
  return answer().size();
}
}  // namespace

#define HOLDFAST_EXPORT(name) extern "C" __attribute__((export_name(#name), visibility("default")))

HOLDFAST_EXPORT(holdfast_malloc) void* holdfast_malloc(std::size_t size) { return std::malloc(size); }
HOLDFAST_EXPORT(holdfast_free) void holdfast_free(void* memory) { std::free(memory); }
HOLDFAST_EXPORT(holdfast_answer) const char* holdfast_answer() { return answer().data(); }
/// Both return the length of the answer.
HOLDFAST_EXPORT(holdfast_keep_rules) std::size_t holdfast_keep_rules(const char* text, std::size_t size) {
  return tell(boundary().keep_rules({text, size}));
}
HOLDFAST_EXPORT(holdfast_price) std::size_t holdfast_price(const char* text, std::size_t size) {
  return tell(boundary().price({text, size}));
}
HOLDFAST_EXPORT(holdfast_keep_charges) std::size_t holdfast_keep_charges(const char* text, std::size_t size) {
  return tell(boundary().keep_charges({text, size}));
}
HOLDFAST_EXPORT(holdfast_price_sale) std::size_t holdfast_price_sale(const char* text, std::size_t size) {
  return tell(boundary().price_sale({text, size}));
}
