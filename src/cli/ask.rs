//! Secrets come from the keyboard or from standard input, never from the command line, which every process can read.

use std::io::{BufRead, IsTerminal, Write};
use std::os::fd::AsFd;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use super::ending::{Ending, Failure};

/// A new password: typed twice without being shown, or the first line of standard input.
pub fn new_password() -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return line();
    }
    let first = hidden("New password: ")?;
    let second = hidden("The same again: ")?;
    if first == second {
        return Ok(first);
    }
    Err(Failure::refused("these are two different passwords: nothing was changed"))
}

fn hidden(question: &str) -> Result<String, Failure> {
    eprint!("{question}");
    std::io::stderr().flush()?;
    let silence = Silence::begin()?;
    let answer = line();
    drop(silence);
    eprintln!();
    answer
}

fn line() -> Result<String, Failure> {
    let mut text = String::new();
    if std::io::stdin().lock().read_line(&mut text)? == 0 {
        let hint = "a password is needed: type it when asked, or send it to standard input";
        return Err(Failure::new(Ending::Usage, hint));
    }
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// The terminal shows nothing until this is dropped.
struct Silence(Termios);

impl Silence {
    fn begin() -> Result<Silence, Failure> {
        let stdin = std::io::stdin();
        let before = tcgetattr(stdin.as_fd()).map_err(std::io::Error::from)?;
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        tcsetattr(stdin.as_fd(), OptionalActions::Flush, &silent).map_err(std::io::Error::from)?;
        Ok(Silence(before))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        // If the terminal is gone there is nothing left to give back.
        let _ = tcsetattr(std::io::stdin().as_fd(), OptionalActions::Flush, &self.0);
    }
}
