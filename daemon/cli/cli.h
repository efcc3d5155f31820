#pragma once

namespace holdfast::cli {
/// The operator's command line. 0 only on success; errors go to stderr with their cause and the next step.
int run(int argc, char** argv);
}  // namespace holdfast::cli
