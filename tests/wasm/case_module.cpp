// What the module of the cases exports besides the engine's own exports (pos-core/wasm/module/exports.cpp).
#include "case_figures.h"

namespace {
std::string& told() {
  static std::string text;
  return text;
}
}  // namespace

extern "C" __attribute__((export_name("holdfast_case"))) std::size_t holdfast_case(const char* text, std::size_t size) {
  told() = holdfast::wasm::case_figures({text, size});
  return told().size();
}
extern "C" __attribute__((export_name("holdfast_case_answer"))) const char* holdfast_case_answer() {
  return told().data();
}
