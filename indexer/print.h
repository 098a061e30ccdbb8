// Results go to standard output whole, or the command fails.
#pragma once

#include <string>

namespace byname {

// Throws InputError when standard output does not take it (a full disk).
void print(const std::string& text);

}  // namespace byname
