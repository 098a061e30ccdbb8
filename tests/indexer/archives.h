// Archives drawn in a test.
//
//   packed("zip", {{"a.txt", "Shusha"}, {"b/c.txt", "Agdam"}})     tar, 7z, zip
//   squeezed("gzip", "Shusha")                                     gzip, bzip2, xz, zstd
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace byname::test {

struct ToPack {
  std::string name{};
  std::string bytes{};
  std::string link{};  // a symbolic link to it instead
};

namespace packing {

inline std::string write(std::string_view format, std::string_view filter,
                         const std::vector<ToPack>& members, std::string_view password = "") {
  archive* a = archive_write_new();
  EXPECT_EQ(archive_write_set_format_by_name(a, std::string(format).c_str()), ARCHIVE_OK);
  if (!filter.empty()) {
    EXPECT_EQ(archive_write_add_filter_by_name(a, std::string(filter).c_str()), ARCHIVE_OK);
  }
  archive_write_set_bytes_in_last_block(a, 1);
  if (!password.empty()) {
    EXPECT_EQ(archive_write_set_options(a, "zip:encryption=traditional"), ARCHIVE_OK);
    EXPECT_EQ(archive_write_set_passphrase(a, std::string(password).c_str()), ARCHIVE_OK);
  }
  std::string out;
  EXPECT_EQ(archive_write_open(
                a, &out, nullptr,
                [](archive*, void* to, const void* bytes, std::size_t length) -> la_ssize_t {
                  static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), length);
                  return static_cast<la_ssize_t>(length);
                },
                nullptr),
            ARCHIVE_OK);
  for (const ToPack& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname_utf8(entry, member.name.c_str());
    archive_entry_set_filetype(entry, member.link.empty() ? AE_IFREG : AE_IFLNK);
    archive_entry_set_perm(entry, 0644);
    if (member.link.empty()) {
      archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    } else {
      archive_entry_set_symlink_utf8(entry, member.link.c_str());
    }
    archive_entry_set_mtime(entry, 1'600'000'000, 0);
    EXPECT_EQ(archive_write_header(a, entry), ARCHIVE_OK);
    archive_write_data(a, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  return out;
}

}  // namespace packing

inline std::string packed(std::string_view format, const std::vector<ToPack>& members,
                          std::string_view filter = "") {
  return packing::write(format, filter, members);
}
inline std::string squeezed(std::string_view filter, std::string_view bytes) {
  return packing::write("raw", filter, {{"data", std::string(bytes)}});
}
inline std::string locked(const std::vector<ToPack>& members) {
  return packing::write("zip", "", members, "secret");
}

}  // namespace byname::test
