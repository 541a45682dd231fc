# cmake -DOUT=x.c [-DFILES=a;b] [-DROOT=folder] [-DGAZETTEER=file] -P embed.cmake: a C file whose symbols hold the bytes of
# data files. Their paths are those below ROOT, the source tree if not given.
set(root "${CMAKE_CURRENT_LIST_DIR}/..")
if(DEFINED ROOT)
  set(root "${ROOT}")
endif()
cmake_path(NORMAL_PATH root)
set(text "#include \"base/embedded.h\"\n\n")
macro(embed path symbol)
  string(APPEND text "__asm__(\".section .rodata\\n.balign 16\\n${symbol}_begin:\\n.incbin \\\"${path}\\\"\\n"
                     "${symbol}_end:\\n.byte 0\\n.previous\\n\");\n"
                     "extern const unsigned char ${symbol}_begin[], ${symbol}_end[];\n")
endmacro()
if(DEFINED GAZETTEER)
  embed("${GAZETTEER}" "ter_data_gazetteer")
  string(APPEND text "const ter_embedded_file ter_embedded_gazetteer = "
                     "{\"embedded\", ter_data_gazetteer_begin, ter_data_gazetteer_end};\n")
else()
  set(rows "")
  set(n 0)
  list(SORT FILES)
  foreach(file ${FILES})
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${root}" OUTPUT_VARIABLE name)
    if(name MATCHES "/dist/([^/]+)$") # MapLibre's, wherever it was fetched to
      set(name "maplibre-gl/${CMAKE_MATCH_1}")
    elseif(name MATCHES "/(generated/[^/]+)$") # made by the build, in whatever folder
      set(name "${CMAKE_MATCH_1}")
    elseif(name MATCHES "^\\.\\./") # from outside the tree: its folder's name will do
      cmake_path(GET file PARENT_PATH folder)
      cmake_path(GET folder FILENAME folder)
      cmake_path(GET file FILENAME name)
      set(name "${folder}/${name}")
    endif()
    embed("${file}" "ter_data_${n}")
    string(APPEND rows "    {\"${name}\", ter_data_${n}_begin, ter_data_${n}_end},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND text "const ter_embedded_file ter_embedded_files[] = {\n${rows}    {0}};\n")
endif()
file(WRITE "${OUT}" "${text}")
