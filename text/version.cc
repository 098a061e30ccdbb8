#include "text/version.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <xapian.h>

namespace byname {
namespace {

template <typename Getter>
std::string icu_version(Getter get) {
  UVersionInfo version;
  char text[U_MAX_VERSION_STRING_LENGTH];
  get(version);
  u_versionToString(version, text);
  return text;
}

}  // namespace

std::string program_name() { return "byname 0.1"; }

std::string version_text() {
  return program_name() + "\nXapian " + Xapian::version_string() + "\nICU " +
         icu_version(u_getVersion) + "\nUnicode " + icu_version(u_getUnicodeVersion) +
         "\nLicence: GPL-3.0-or-later";
}

}  // namespace byname
