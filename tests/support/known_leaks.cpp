/// Read by the address sanitizer. Cairo keeps the typefaces it used last until the process ends; fontconfig refers to
/// their parts by offsets, which the sanitizer cannot follow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig.so\n"; }
