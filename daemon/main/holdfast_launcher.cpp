// Starts the release that slots.json names, and the next one once it proved itself.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "launcher/launch.h"

namespace {
constexpr const char* usage =
    "usage: holdfast-launcher --root DIR [--data DIR] [--packaged DIR] [OPTION...]\n"
    "  --root DIR       of slots.json and slots/\n"
    "  --data DIR       of the store; DIR/data of the root, unless said\n"
    "  --packaged DIR   a release as a package brings it: it goes into a slot when it is newer than what runs\n"
    "  --adopt          put that release into a slot, and start nothing\n"
    "The other options are holdfastd's.\n";
}

int main(int argc, char** argv) {
  holdfast::launcher::Launch wish;
  bool only_adopt = false;
  const std::vector<std::string> words{argv + 1, argv + argc};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool more = i + 1 < words.size();
    if (words[i] == "--help") return std::fputs(usage, stdout), 0;
    if (words[i] == "--root" && more)
      wish.root = words[++i];
    else if (words[i] == "--data" && more)
      wish.data = words[++i];
    else if (words[i] == "--packaged" && more)
      wish.packaged = words[++i];
    else if (words[i] == "--adopt")
      only_adopt = true;
    else
      wish.arguments.push_back(words[i]);
  }
  if (wish.root.empty() || (only_adopt && wish.packaged.empty())) return std::fputs(usage, stderr), 2;
  wish.release = HOLDFAST_VERSION;
  wish.say = [](const std::string& line) { std::fprintf(stderr, "holdfast-launcher: %s\n", line.c_str()); };
  try {
    if (!only_adopt) return holdfast::launcher::launch(wish);
    holdfast::launcher::adopt(wish);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "holdfast-launcher: %s\n", failure.what());
    return 1;
  }
}
