//! The one program: see `kantora help`.

fn main() -> std::process::ExitCode {
    kantora::cli::run()
}
