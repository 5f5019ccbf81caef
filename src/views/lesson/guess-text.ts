/** What was guessed and what it came to, in the words of the question. */
import type { Prediction } from '../../lessons/index.ts';
import type { Answer, Guess } from '../../shelf/progress.ts';

type Naming = (id: string) => string;

export function guessText({ question }: Prediction, guess: Guess, nameOf: Naming): string {
  if (question.kind === 'choices')
    return typeof guess === 'number' ? (question.choices[guess]?.says ?? '') : '';
  return question.kind === 'slider' ? `${guess} ${question.unit}` : named(String(guess), nameOf);
}

export function answerText({ question }: Prediction, answer: Answer, nameOf: Naming): string {
  if (answer.kind === 'choice')
    return question.kind === 'choices' ? (question.choices[answer.choice]?.says ?? '') : '';
  if (answer.kind === 'these') return answer.these.map((id) => named(id, nameOf)).join(', ');
  return question.kind === 'slider' ? `${answer.number} ${question.unit}` : String(answer.number);
}

/** What is no node is a key, and keys are the machine's words. */
function named(id: string, nameOf: Naming): string {
  const name = nameOf(id);
  return name === id ? `\`${id}\`` : name;
}
