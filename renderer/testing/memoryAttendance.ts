import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import type { attendanceContract } from '../../shared/training/attendance.contract.ts';

type Methods = Handlers<typeof attendanceContract, CoreFailure>;

/** Attendance in memory: of a device without sessions, unless a test answers otherwise. */
export function memoryAttendance(): Methods {
  const unknown = ({ session }: { session: string }) =>
    err({ type: 'SessionUnknown', session } as const);
  const nobody = ({ enrolment }: { enrolment: string }) =>
    err({ type: 'EnrolmentUnknown', person: enrolment } as const);
  return {
    'attendance.sheet': unknown,
    'attendance.progress': () => ok([]),
    'attendance.mark': unknown,
    'attendance.rest': unknown,
    'attendance.walkIn': unknown,
    'attendance.find': () => ok([]),
    'attendance.schools': () => ok([]),
    'attendance.move': nobody,
    'attendance.person': nobody,
    'attendance.hours': nobody,
    'attendance.removeHours': nobody,
    'attendance.feedback': unknown,
    'attendance.opinions': unknown,
  };
}
