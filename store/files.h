// Files as the index needs them: written to the end or an error, on the disk
// for certain, mapped for reading. Every error names the file and the remedy.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace byname {

// Throws IndexError "PATH: WHAT: strerror(error)" with a remedy where there is one.
[[noreturn]] void throw_system_error(const std::filesystem::path& path, std::string_view what,
                                     int error);

// A whole small file. read_file throws IndexError if it is missing.
std::string read_file(const std::filesystem::path& path);
// Writes and fsyncs `path`, which is replaced if it exists.
void write_file(const std::filesystem::path& path, std::string_view bytes);
// All of `bytes` to an open file; `path` is for the error.
void write_all(int file, const std::filesystem::path& path, std::string_view bytes);
// The same as write_file without fsync, for what is thrown away if the machine stops.
void write_scratch_file(const std::filesystem::path& path, std::string_view bytes);
// Writes PATH.tmp, fsyncs it, renames it to PATH, fsyncs the directory.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

// A file in the making, piece by piece.
class FileWriter {
 public:
  explicit FileWriter(const std::filesystem::path& path);  // replaced if it exists
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  void write(std::string_view bytes);
  void finish();  // fsyncs; nothing is certain before

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

void sync_directory(const std::filesystem::path& directory);
// fsyncs every file and directory below and including `directory`.
void sync_tree(const std::filesystem::path& directory);

// A file mapped read-only; the pages stay readable after the file is unlinked.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::string_view bytes() const { return {data_, size_}; }
  // Its pages count as memory of this process no more, until they are read again.
  void release() const;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace byname
