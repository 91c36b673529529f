# Writes the first bad example of each rule file that it reads to a file of its own, in the
# folder of who reads it: `awk -v to=build/fuzz/seeds -f examples.awk rules/*/*.yaml`.

function write_out(   reader) {
  if (text == "") return
  reader = "folder"
  if (text ~ /(^|\n)(apiVersion|releases):/) reader = "document"
  if (text ~ /(^|\n)blueprint: 1/) reader = "blueprint"
  printf "%s", text > (to "/" reader "/" ++count)
  close(to "/" reader "/" count)
  text = ""
  inside = 0
}

FNR == 1 { write_out(); inside = 0 }
/^[a-z]/ { write_out(); inside = /^bad:/; next }
inside && /^  - / { write_out(); if (seen == FILENAME) inside = 0; seen = FILENAME; next }
inside { text = text substr($0, 5) "\n" }
END { write_out() }
