# The scanner's tables are made from ICU's data when the project is built, so
# that nobody edits or ships them.
add_executable(generate_tables ${PROJECT_SOURCE_DIR}/text/generate_tables.cc)
target_link_libraries(generate_tables PRIVATE byname_options ICU::uc ICU::i18n)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/text/unicode_tables.bin
                   COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/text
                   COMMAND generate_tables ${PROJECT_BINARY_DIR}/text/unicode_tables.bin
                   DEPENDS generate_tables VERBATIM)
byname_embed(text_generated unicode_tables ${PROJECT_BINARY_DIR}/text/unicode_tables.bin)
byname_embed(text_generated function_words ${PROJECT_SOURCE_DIR}/text/function_words.tsv)
