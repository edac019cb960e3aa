import { StatusLine, type Output } from '../../../tools/terminal/statusLine';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A terminal of 40 columns, or a pipe, and what was written to it. */
function output(isTTY: boolean): Output & { written: string } {
	return {
		isTTY,
		columns: 40,
		written: '',
		write(text) {
			this.written += text;
		},
	};
}

/** What a terminal of enough lines shows, once all of this was written to it. */
function screen(written: string): string[] {
	const lines = [''];
	for (const part of written.split(/(\n|\r\u001B\[2K)/)) {
		if (part === '\n') lines.push('');
		else if (part.startsWith('\r')) lines[lines.length - 1] = '';
		else lines[lines.length - 1] += part;
	}
	return lines;
}

describe('in a terminal', () => {
	it('stays in place, below what is printed', () => {
		const terminal = output(true);
		const status = new StatusLine(terminal, (line) => `12:00  ${line}`);
		status.print('Begun.');
		status.show('1 of 3, 0:01');
		status.show('2 of 3, 0:02');
		expect(screen(terminal.written)).toEqual(['12:00  Begun.', '2 of 3, 0:02']);
		status.print('A photo came back.');
		expect(screen(terminal.written)).toEqual([
			'12:00  Begun.',
			'12:00  A photo came back.',
			'2 of 3, 0:02',
		]);
	});

	it('is gone in the end, and does not come back', () => {
		const terminal = output(true);
		const status = new StatusLine(terminal);
		status.show('1 of 3');
		status.show(undefined);
		status.print('Done.');
		expect(screen(terminal.written)).toEqual(['Done.', '']);
		const before = terminal.written;
		status.show(undefined);
		jest.advanceTimersByTime(60_000);
		expect(terminal.written).toBe(before);
	});

	it('never fills the line: what the terminal breaks in two cannot be taken away', () => {
		const terminal = output(true);
		new StatusLine(terminal).show('x'.repeat(100));
		expect(terminal.written).toBe('x'.repeat(39));
	});
});

describe('without a terminal', () => {
	it('is a line every 15 seconds, with nothing that only a terminal understands', () => {
		const pipe = output(false);
		const status = new StatusLine(pipe, (line) => `12:00  ${line}`);
		for (let second = 0; second < 31; second++) {
			status.show(`second ${second}`);
			jest.advanceTimersByTime(1_000);
		}
		status.show(undefined);
		status.print('Done.');
		expect(pipe.written).toBe(
			['second 0', 'second 15', 'second 30', 'Done.'].map((line) => `12:00  ${line}\n`).join(''),
		);
	});

	it('tells the next thing at once', () => {
		const pipe = output(false);
		const status = new StatusLine(pipe);
		status.show('one');
		status.show(undefined);
		status.show('two');
		expect(pipe.written).toBe('one\ntwo\n');
	});
});
