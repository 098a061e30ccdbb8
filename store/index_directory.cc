#include "store/index_directory.h"

#include <cstdlib>

namespace byname {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

IndexDirectoryVariables index_directory_variables() {
  return {variable("BYNAME_INDEX"), variable("XDG_DATA_HOME"), variable("HOME")};
}

std::filesystem::path default_index_directory(const IndexDirectoryVariables& variables) {
  if (!variables.byname_index.empty()) return variables.byname_index;
  std::filesystem::path data = variables.xdg_data_home;
  if (data.empty()) data = std::filesystem::path(variables.home) / ".local" / "share";
  return data / "byname" / "index";
}

}  // namespace byname
