// The container of old office documents and of Outlook's letters: folders and streams in one
// file (Compound File Binary, OLE 2).
//
//   CompoundFile file(bytes);                  // the whole file, which must outlive it
//   if (!file.wrong().empty()) ...
//   file.stream("WordDocument")                // its bytes, as far as they go; empty: none
//   for (const auto& entry : file.entries()) ...   // path "attach_1/data"
//
// Broken chains end where they break; nothing is read twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

class CompoundFile {
 public:
  struct Entry {
    std::string path{};  // UTF-8, folders before it, without the root
    bool folder = false;
    std::uint32_t first = 0;
    std::uint64_t size = 0;
  };

  explicit CompoundFile(std::string_view bytes);

  const std::string& wrong() const { return wrong_; }
  const std::vector<Entry>& entries() const { return entries_; }
  const Entry* find(std::string_view path) const;
  std::string stream(std::string_view path) const;
  std::string stream(const Entry& entry) const;

 private:
  std::string_view sector(std::uint32_t number) const;
  std::string chain(std::uint32_t first, std::uint64_t size) const;
  void read_tables(std::string_view head);
  void read_entries(const std::string& directory);

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::size_t small_size_ = 64;
  std::uint64_t small_below_ = 4096;
  std::vector<std::uint32_t> next_{};
  std::vector<std::uint32_t> small_next_{};
  std::string small_{};  // where streams of a few bytes lie
  std::vector<Entry> entries_{};
  std::string wrong_{};
};

std::string utf16_text(std::string_view bytes);

}  // namespace byname
