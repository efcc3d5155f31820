// Nothing: what is compiled ahead belongs to some target (cmake/folders.cmake).
