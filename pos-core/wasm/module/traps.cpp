// A bug or the end of memory stops the module with a trap, which the page catches as WebAssembly.RuntimeError and
// answers by making a new instance. The libraries' own ways to say goodbye would bring printf along.
#include <__verbose_abort>
#include <cstdint>

#include "base/check.h"

namespace holdfast {
void check_failed(const std::source_location&) { __builtin_trap(); }
}  // namespace holdfast

namespace std::inline __2 {
void __libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
}  // namespace std::inline __2

/// The 128-bit division of the compiler's library is built with a stack protector.
extern "C" std::uintptr_t __stack_chk_guard;
extern "C" [[noreturn]] void __stack_chk_fail();
std::uintptr_t __stack_chk_guard = 0x5a3c'96e1;
void __stack_chk_fail() { __builtin_trap(); }
