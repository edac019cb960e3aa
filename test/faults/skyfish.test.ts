import '../support/shorterWaits';
import { Skyfish } from '../../nodes/Skyfish/Skyfish.node';
import { declaredOperations } from '../engine/support/operationTable';
import { skyfishRows } from './support/skyfishRows';
import { describeMatrix } from './support/describeMatrix';

// The sign-in has no request options.
jest.mock('../../nodes/shared/answerTimeout', () => ({ ANSWER_TIMEOUT_MS: 2_000 }));

describeMatrix('Skyfish', skyfishRows, declaredOperations(new Skyfish()));
