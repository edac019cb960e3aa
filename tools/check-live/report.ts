/** The report: what it says in words, and as JSON that can be attached to an issue. */
import type { CallRecord } from './call.ts';
import type { Finding } from './findings.ts';
import type { Note, Session } from './session.ts';

export interface Report {
	/** Whether everything that was tried works. */
	ok: boolean;
	services: string[];
	write: boolean;
	notes: Note[];
	calls: CallRecord[];
	readings: Finding[];
	/** The statuses of the jobs that were followed. */
	followed: Record<string, string[]>;
}

/** Puts a report together out of what was recorded: nothing of an answer but shapes, statuses and codes. */
export function reportOf(
	session: Session,
	services: ('bright-river' | 'skyfish')[],
	more: Pick<Report, 'write' | 'followed'>,
): Report {
	const { calls, notes, findings } = session;
	const ok = calls.every((call) => call.ok) && notes.every((note) => note.ok);
	return { ok, services, ...more, notes, calls, readings: findings.list(services) };
}

/** The end of what a person reads: differences, readings, the verdict. */
export function summary(report: Report): string {
	const lines = ['', 'Other than in the document:'];
	const differing = differencesIn(report.calls);
	lines.push(...(differing.length > 0 ? differing : ['  nothing']));
	lines.push('', 'What the documents leave open:');
	for (const { point, question, words, advice } of report.readings) {
		lines.push(`  ${point}: ${question}`, `    ${words}. ${advice}.`);
	}
	const works = report.calls.filter(({ ok }) => ok).length;
	lines.push('', `${works} of ${report.calls.length} calls work.`);
	for (const { text } of report.notes.filter(({ ok }) => !ok)) lines.push(text);
	lines.push(report.ok ? 'Everything that was tried works.' : 'Something does not work.');
	return `${lines.join('\n')}\n`;
}

/** Each difference once, however many calls show it. */
function differencesIn(calls: CallRecord[]): string[] {
	const lines = calls.flatMap(({ call, differences }) =>
		differences.map(({ path, kind, found }) => {
			const what = found === undefined ? kind : `${kind} (${found})`;
			return `  ${call}: ${path} ${what}`;
		}),
	);
	return [...new Set(lines)];
}
