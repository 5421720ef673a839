import type { Draw } from "./draw.js";

type Characters = readonly [string, ...string[]];

function characters(text: string): Characters {
  const [first = "", ...rest] = text;
  return [first, ...rest];
}

/** Commonest first: a handful of surnames covers most people. */
const SURNAMES = characters(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈",
);
const GIVEN = characters(
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红文辉建国志海峰波宁欣雨晨浩宇子涵梓轩佳怡思远俊博雅婷雪梅春燕",
);
const STREETS = ["中山路", "人民路", "解放路", "江东北路", "药行街", "百丈路"] as const;

export function personName(draw: Draw): string {
  const surname = SURNAMES[Math.floor(draw.next() ** 2 * SURNAMES.length)] ?? SURNAMES[0];
  return surname + draw.pick(GIVEN) + (draw.chance(0.7) ? draw.pick(GIVEN) : "");
}

/** A slip of the pen: the last character is another one. */
export function misspelt(name: string, draw: Draw): string {
  return name.slice(0, -1) + draw.pick(GIVEN);
}

export function address(draw: Draw): string {
  return `浙江省宁波市${draw.pick(STREETS)}${draw.between(1, 999)}号${draw.between(1, 30)}幢${draw.between(101, 2804)}室`;
}
