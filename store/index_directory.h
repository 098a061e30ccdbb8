// Where the index is when nobody says: $BYNAME_INDEX, else byname/index under
// $XDG_DATA_HOME, else under ~/.local/share.
#pragma once

#include <filesystem>
#include <string>

namespace byname {

// Values of the variables; empty where a variable is not set.
struct IndexDirectoryVariables {
  std::string byname_index{};
  std::string xdg_data_home{};
  std::string home{};
};
IndexDirectoryVariables index_directory_variables();  // of this process

std::filesystem::path default_index_directory(const IndexDirectoryVariables& variables);

}  // namespace byname
