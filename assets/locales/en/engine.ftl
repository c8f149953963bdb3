engine-act-used = This form was already sent with other contents. Reload the page and try again.
engine-disk-full = There is no room left to save anything. Whoever runs this installation has to free some space; nothing was half saved.
engine-read-only = The data folder cannot be written to. Whoever runs this installation finds the cause in the log; nothing was half saved.
engine-storage = Saving failed. Nothing was half saved; try again, and if it stays so, tell whoever runs this installation.
engine-locked = Another program is writing to the data. Nothing was changed; try again in a moment.
