import { existsSync } from "node:fs";
import { join } from "node:path";
import { Copy, DockerfileParser, From, type Instruction } from "dockerfile-ast";
import { validate } from "dockerfile-utils";

const SECRET = /password|passwd|secret|token|api_?key|private_?key|credential/i;

/** What is wrong with a Dockerfile: its syntax, then what this product asks of an image. `root` is the build context. */
export function dockerfileOffences(text: string, root: string): string[] {
  const instructions = DockerfileParser.parse(text).getInstructions();
  return [
    ...validate(text).map(
      ({ range, message }) => `line ${range.start.line + 1}: ${typeof message === "string" ? message : message.value}`,
    ),
    ...stageOffences(instructions),
    ...runtimeOffences(instructions),
    ...copyOffences(instructions, root),
    ...secretOffences(instructions),
  ];
}

function stageOffences(instructions: Instruction[]): string[] {
  const stages = instructions.filter((instruction) => instruction instanceof From);
  const names = new Set(stages.map((stage) => stage.getBuildStage()));
  const floating = stages.filter((stage) => !names.has(stage.getImage()) && !isPinned(stage));
  return [
    ...(stages.length < 2 ? ["one stage only: the image would carry the compiler and the development packages"] : []),
    ...floating.map((stage) => `${stage.getImage()} is not pinned to a version`),
  ];
}

function isPinned(stage: From): boolean {
  return stage.getImageDigest() !== null || /^\d+\.\d+/.test(stage.getImageTag() ?? "");
}

/** Rules for the last stage, which is what runs. */
function runtimeOffences(instructions: Instruction[]): string[] {
  const last = instructions.slice(instructions.findLastIndex((instruction) => instruction instanceof From));
  const argumentsOf = (keyword: string): string | null =>
    last.findLast((instruction) => instruction.getKeyword() === keyword)?.getArgumentsContent() ?? null;
  const user = argumentsOf("USER");
  const offences: string[] = [];
  if (user === null || !/^[1-9]\d*(:[1-9]\d*)?$/.test(user)) {
    offences.push("the image must run as a numbered user other than root, so that an orchestrator can see it");
  }
  if (argumentsOf("STOPSIGNAL") === null) offences.push("STOPSIGNAL is missing: the gateway finishes its work on it");
  if (!/\bCMD\s*\[/.test(argumentsOf("HEALTHCHECK") ?? ""))
    offences.push("HEALTHCHECK must exist and start without a shell");
  if (!(argumentsOf("ENTRYPOINT") ?? argumentsOf("CMD") ?? "").startsWith("[")) {
    offences.push("the program must start without a shell, which would keep signals from it");
  }
  return offences;
}

function copyOffences(instructions: Instruction[], root: string): string[] {
  const stages = new Set(instructions.filter((i) => i instanceof From).map((stage) => stage.getBuildStage()));
  return instructions
    .filter((instruction) => instruction instanceof Copy)
    .flatMap((copy) => {
      const from = copy.getFromFlag()?.getValue() ?? null;
      if (from !== null) return stages.has(from) ? [] : [`COPY --from=${from} names no stage`];
      const sources = copy
        .getArguments()
        .slice(0, -1)
        .map((argument) => argument.getValue());
      return sources
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `COPY ${path}: there is no such path`);
    });
}

function secretOffences(instructions: Instruction[]): string[] {
  return instructions
    .filter((instruction) => ["ENV", "ARG"].includes(instruction.getKeyword()))
    .filter((instruction) => SECRET.test(instruction.getArgumentsContent() ?? ""))
    .map(
      (instruction) =>
        `${instruction.getKeyword()} on line ${instruction.getRange().start.line + 1} looks like a secret: it would stay in the image`,
    );
}
