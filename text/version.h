// What the programs are made of: for --version and for the manifest.
#pragma once

#include <string>

namespace byname {

// "byname 0.1"
std::string program_name();

// Several lines: the program, the libraries and the Unicode version that its
// answers depend on, the licence.
std::string version_text();

}  // namespace byname
