#pragma once
// The library's header warns under our flags.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <umockdev.h>
#pragma clang diagnostic pop
