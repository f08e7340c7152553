#pragma once

namespace CLI {
class App;
}

namespace riff {

struct Invocation;

// Adds `match` and `eval` to `riff map`: the matcher on two CSV files, and how well it did. Neither needs a config file
// or a store, and neither changes anything but the files it is told to write.
void AddMapMatchCommands(CLI::App& map, Invocation& invocation);

}  // namespace riff
