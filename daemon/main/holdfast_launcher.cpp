// Starts the release that slots.json names, and the next one once it proved itself.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "launcher/launch.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words{argv + 1, argv + argc};
  if (words.size() < 2 || words[0] != "--root") {
    std::fputs(
        "usage: holdfast-launcher --root DIR [OPTION...]\nDIR holds slots.json, slots/ and data/; the options are "
        "holdfastd's.\n",
        words.size() == 1 && words[0] == "--help" ? stdout : stderr);
    return words.size() == 1 && words[0] == "--help" ? 0 : 2;
  }
  try {
    return holdfast::launcher::launch({words[1], {words.begin() + 2, words.end()}, [](const std::string& line) {
                                         std::fprintf(stderr, "holdfast-launcher: %s\n", line.c_str());
                                       }});
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "holdfast-launcher: %s\n", failure.what());
    return 1;
  }
}
